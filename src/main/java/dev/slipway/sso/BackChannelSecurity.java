package dev.slipway.sso;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Where the provider ends sessions. It knows no cookies; the token is the credential.
 */
@Configuration(proxyBeanMethods = false)
class BackChannelSecurity {
    private static final Logger LOG = LoggerFactory.getLogger(BackChannelSecurity.class);
    private static final int LONGEST_TOKEN = 16 * 1024;

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 50)
    SecurityFilterChain backChannelSecurityFilterChain(HttpSecurity http, SsoSettings settings, BackChannel channel)
            throws Exception {
        http.securityMatcher(SingleSignOn.BACK_CHANNEL)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(a -> a.anyRequest().denyAll())
                .addFilterBefore(new Listener(settings, channel), AuthorizationFilter.class);
        return http.build();
    }

    /** Answers as OpenID Connect Back-Channel Logout 1.0, 2.8 says. */
    private static final class Listener extends OncePerRequestFilter {
        private final SsoSettings settings;
        private final BackChannel channel;

        Listener(SsoSettings settings, BackChannel channel) {
            this.settings = settings;
            this.channel = channel;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            if (!settings.isOn()) {
                answer(response, HttpServletResponse.SC_NOT_FOUND, "There is no single sign-on here.");
            } else if (!request.getMethod().equals(HttpMethod.POST.name())) {
                answer(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Post a logout token.");
            } else {
                listen(request.getParameter("logout_token"), response);
            }
        }

        private void listen(String token, HttpServletResponse response) throws IOException {
            try {
                if (token == null || token.length() > LONGEST_TOKEN) {
                    throw new BadJwtException("The parameter logout_token is missing or too long.");
                }
                channel.logOut(token);
                response.setStatus(HttpServletResponse.SC_OK);
            } catch (JwtException e) {
                LOG.warn("Refused a logout token: {}", e.getMessage());
                answer(response, HttpServletResponse.SC_BAD_REQUEST, "This logout token is not good.");
            } catch (ProviderAway e) {
                LOG.warn("A logout token could not be checked: {}", e.logDetail());
                answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "This cannot be checked right now.");
            }
        }

        private static void answer(HttpServletResponse response, int status, String sentence) throws IOException {
            response.setStatus(status);
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream()
                    .write(("{\"error\":\"invalid_request\",\"error_description\":\"" + sentence + "\"}")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }
}
