package dev.slipway.console;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

/** Puts the tunnel on its path. */
@Configuration
@EnableWebSocket
class ConsoleConfiguration implements WebSocketConfigurer {
    private final ConsoleSocket socket;

    ConsoleConfiguration(ConsoleSocket socket) {
        this.socket = socket;
    }

    /** Without allowed origins: a browser must come from our own pages. */
    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(socket, Consoles.TUNNEL_PATH).addInterceptors(socket);
    }

    /** The ticket is the credential. A session is read if there is one, so that a foreign ticket is noticed. */
    @Bean
    @Order(20)
    SecurityFilterChain consoleSecurity(HttpSecurity http) {
        return http.securityMatcher(Consoles.TUNNEL_PATH)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .build();
    }
}
