package dev.slipway.api;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Who gets in: tokens, and nothing else. A browser's session is no credential here, so no other site can use
 * it. The OpenAPI document and the page to try it are open; they say nothing that the documentation does not.
 */
@Configuration
class ApiSecurity {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 100)
    SecurityFilterChain apiSecurityFilterChain(HttpSecurity http, Bearers bearers, ApiEdge edge) throws Exception {
        http.securityMatcher("/api/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(a -> a.requestMatchers(
                                "/api/v1/openapi/**",
                                "/api/v1/openapi",
                                "/api/docs/**",
                                "/api/docs",
                                "/api/swagger-ui/**")
                        .permitAll()
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(e -> e.authenticationEntryPoint(
                                (request, response, why) -> edge.write(ProblemBodies.unauthorized(), response))
                        .accessDeniedHandler(
                                (request, response, why) -> edge.write(ProblemBodies.unauthorized(), response)))
                .addFilterBefore(new BearerTokenFilter(bearers), AuthorizationFilter.class);
        return http.build();
    }
}
