package dev.slipway.console;

import dev.slipway.identity.SignedIn;
import dev.slipway.testing.TestGuacd;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** The application with painted screens for VMs, a guacd behind a gate, and less patience than in earnest. */
@TestConfiguration
class ConsoleFixture {
    /** Gives the caller a signed-in session, as the login page does. */
    @Bean
    ServletRegistrationBean<HttpServlet> signInForTests() {
        return new ServletRegistrationBean<>(
                new HttpServlet() {
                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                        var who = new SignedIn(UUID.fromString(request.getParameter("user")), "test");
                        new HttpSessionSecurityContextRepository()
                                .saveContext(
                                        new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                                                who, null, List.of())),
                                        request,
                                        response);
                    }
                },
                "/test-sign-in");
    }

    /** A page with the element on it, in the midst of what could falsify a pointer: shadow roots, offsets, a transform. */
    @Bean
    ServletRegistrationBean<HttpServlet> pageForTests() {
        return new ServletRegistrationBean<>(
                new HttpServlet() {
                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        response.setContentType("text/html;charset=utf-8");
                        response.getWriter().write(PAGE);
                    }
                },
                "/test-page");
    }

    private static final String PAGE = """
        <!doctype html><html lang="en"><head><title>Console</title><link rel="icon" href="data:,">
        <style>:root { color-scheme: light dark } body { margin: 37px 0 0 53px } </style>
        <script type="module" src="frontend/console/slipway-console.js"></script></head>
        <body><input id="other" aria-label="other"><x-frame></x-frame>
        <script type="module">
          customElements.define('x-frame', class extends HTMLElement {
            connectedCallback() {
              const root = this.attachShadow({ mode: 'open' });
              root.innerHTML = `<div style="position: relative; transform: translate(11px, 7px); padding: 5px">
                <slipway-console style="width: 700px; height: 500px"></slipway-console></div>`;
              window.screenElement = root.querySelector('slipway-console');
              window.states = [];
              window.screenElement.addEventListener('console-state', (e) => window.states.push(e.detail));
            }
          });
        </script></body></html>
        """;

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain signInForTestsSecurity(HttpSecurity http) {
        return http.securityMatcher("/test-sign-in", "/test-page")
                .authorizeHttpRequests(r -> r.anyRequest().permitAll())
                .build();
    }

    @Bean
    Gate gate() {
        return new Gate(TestGuacd.get().port());
    }

    @Bean
    @Primary
    PaintedScreens paintedScreens() {
        return new PaintedScreens();
    }

    @Bean
    DynamicPropertyRegistrar consoleProperties(Gate gate) {
        return registry -> {
            registry.add("slipway.console.guacd-port", gate::port);
            registry.add("slipway.console.silence", () -> "6s");
            registry.add("slipway.console.first-picture", () -> "4s");
            registry.add("slipway.console.recheck", () -> "1s");
            registry.add("slipway.console.per-user", () -> "35");
        };
    }
}
