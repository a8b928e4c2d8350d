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
import dev.slipway.kernel.Forbidden;
import dev.slipway.sso.SsoSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
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

    /**
     * A session starts where somebody proves who they are, and nowhere else. As a setting of the session management the
     * strategy would bring a filter that starts one for any request whose person has none (any more), and so one that ends
     * would come to life again by a request that is still on its way.
     */
    private static ObjectPostProcessor<AbstractAuthenticationProcessingFilter> startingWith(SessionStart start) {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends AbstractAuthenticationProcessingFilter> F postProcess(F filter) {
                filter.setSessionAuthenticationStrategy(start);
                return filter;
            }
        };
    }

    /** Not who has something to do first, or is disabled: whoever {@link Actors#current} does not let act. */
    private static boolean mayLookInside(Actors actors) {
        try {
            return actors.current().can(Permission.HOST_READ, Scope.PLATFORM);
        } catch (Forbidden e) {
            return false;
        }
    }

    /** What scripts and pictures of our pages ask: with the page's session and token, and told by the answer's status, not by another page. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 1)
    SecurityFilterChain scriptsSecurityFilterChain(HttpSecurity http, Sessions sessions) throws Exception {
        return http.securityMatcher("/uploads/**", "/logos/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .addFilterAfter(new EndedSessions(sessions), HeaderWriterFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, answer, e) -> answer.setStatus(HttpStatus.UNAUTHORIZED.value()))
                        .accessDeniedHandler((request, answer, e) -> answer.setStatus(HttpStatus.FORBIDDEN.value())))
                .build();
    }

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
                .access((authentication, request) -> new AuthorizationDecision(
                        authentication.get().getPrincipal() instanceof SignedInPerson && mayLookInside(actors))));
        // The sign-in too wants its page's token, or another site could sign somebody in as somebody else.
        http.csrf(csrf -> csrf.ignoringRequestMatchers(vaadinRequests::isFrameworkInternalRequest)
                .ignoringRequestMatchers(Consoles.TUNNEL_PATH));
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
        http.formLogin(form -> form.withObjectPostProcessor(startingWith(sessionStart)));
        secondStep.addTo(http);
        singleSignOn.addTo(http, startingWith(sessionStart));
        return http.build();
    }
}
