package dev.slipway.ui.session;

import com.vaadin.flow.spring.security.RequestUtil;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.slipway.console.Consoles;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.identity.SessionStart;
import dev.slipway.identity.Sessions;
import dev.slipway.identity.SignedInPerson;
import dev.slipway.sso.SsoSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The chain for everything that no chain before it (the API's) has taken: sessions, signed in by form. */
@Configuration(proxyBeanMethods = false)
class UiSecurity {
    /** Pages are forwarded to Vaadin's servlet, after which the container takes no more headers: they are written before. */
    private static final ObjectPostProcessor<HeaderWriterFilter> EAGER = new ObjectPostProcessor<>() {
        @Override
        public <F extends HeaderWriterFilter> F postProcess(F filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    };

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain uiSecurityFilterChain(
            HttpSecurity http,
            Actors actors,
            Sessions sessions,
            SessionStart sessionStart,
            SessionEnds sessionEnds,
            SsoSecurity singleSignOn,
            SignOut signOut,
            SecondStepSecurity secondStep,
            RequestUtil vaadinRequests)
            throws Exception {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(
                        "/themes/**",
                        "/frontend/**",
                        "/aura/**",
                        "/favicon.ico",
                        "/offline-stub.html",
                        "/actuator/health/**")
                .permitAll()
                // The one-time ticket is the credential there; who holds it is checked at the socket.
                .requestMatchers(Consoles.TUNNEL_PATH)
                .permitAll()
                .requestMatchers("/actuator/**")
                .access((authentication, request) ->
                        new AuthorizationDecision(authentication.get().getPrincipal() instanceof SignedInPerson
                                && actors.current().can(Permission.HOST_READ, Scope.PLATFORM))));
        // The sign-in too wants its page's token, or another site could sign somebody in as somebody else.
        http.csrf(csrf -> csrf.ignoringRequestMatchers(vaadinRequests::isFrameworkInternalRequest)
                .ignoringRequestMatchers(Consoles.TUNNEL_PATH));
        http.sessionManagement(management -> management.sessionAuthenticationStrategy(sessionStart));
        http.addFilterAfter(new EndedSessions(sessions), HeaderWriterFilter.class);
        http.logout(logout -> logout.addLogoutHandler(sessionEnds));
        http.headers(headers -> headers.withObjectPostProcessor(EAGER)
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .contentSecurityPolicy(policy ->
                        policy.policyDirectives("frame-ancestors 'self'; object-src 'none'; base-uri 'self'")));
        // Unknown addresses go to our own page that says so, instead of an empty refusal.
        http.with(
                VaadinSecurityConfigurer.vaadin(),
                vaadin -> vaadin.loginView(LoginView.class)
                        .logoutSuccessHandler(signOut)
                        .enableCsrfConfiguration(false)
                        .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated));
        // After Vaadin, which puts our own page in the place of the framework's.
        secondStep.addTo(http);
        singleSignOn.addTo(http);
        return http.build();
    }
}
