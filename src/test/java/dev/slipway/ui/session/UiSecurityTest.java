package dev.slipway.ui.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.slipway.identity.SignedIn;
import dev.slipway.kernel.SessionId;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.SlipwayTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.session.SessionManagementFilter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@SlipwayTest
class UiSecurityTest {
    @Autowired
    WebApplicationContext application;

    @Autowired
    FilterChainProxy chains;

    private MockMvc http;
    private People people;

    @BeforeEach
    void build() {
        http = MockMvcBuilders.webAppContextSetup(application)
                .apply(springSecurity())
                .build();
        people = new People(application);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/launch", "/admin/hosts", "/vms/3f0e6b0a-0000-4000-8000-000000000000", "/nowhere"})
    void sendsNobodyToTheSignIn(String screen) throws Exception {
        http.perform(get(screen)).andExpect(redirectedUrl("/login"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/themes/slipway/tokens.css",
                "/themes/slipway/logo.svg",
                "/frontend/slipway.js",
                "/frontend/console/slipway-console.js",
                "/aura/aura.css",
                "/favicon.ico",
                "/actuator/health",
                "/actuator/health/liveness"
            })
    void servesEverybodyWhatTheSignInIsMadeOf(String resource) throws Exception {
        http.perform(get(resource)).andExpect(status().isOk());
    }

    @Test
    void keepsTheInnardsToAdministrators() throws Exception {
        http.perform(get("/actuator/metrics")).andExpect(redirectedUrl("/login"));
        http.perform(get("/actuator/metrics").with(signedIn(people.newStranger())))
                .andExpect(status().isForbidden());
        http.perform(get("/actuator/metrics").with(signedIn(people.newAdministrator())))
                .andExpect(status().isOk());
    }

    @Test
    void refusesAChangeWithoutTheTokenOfItsSession() throws Exception {
        http.perform(post("/logout").with(signedIn(people.newStranger()))).andExpect(status().isForbidden());
    }

    @Test
    void letsNoOtherSiteFrameIt() throws Exception {
        http.perform(get("/actuator/health"))
                .andExpect(header().string("X-Frame-Options", "SAMEORIGIN"))
                .andExpect(header().string(
                                "Content-Security-Policy",
                                org.hamcrest.Matchers.containsString("frame-ancestors 'self'")));
    }

    /** A page that leaves says so while the sign-in is being asked for, and both find that the session has ended. */
    @Test
    void aSessionThatAnotherRequestHasForgottenMeanwhileIsNoFailure() throws Exception {
        MockHttpSession forgotten = new MockHttpSession() {
            @Override
            public void invalidate() {
                super.invalidate();
                throw new IllegalStateException("invalidate: Session already invalidated");
            }
        };
        forgotten.setAttribute("slipway.session", SessionId.random().value());

        http.perform(get("/login?ended=ended_by_owner").session(forgotten)).andExpect(status().isOk());
    }

    /** Else a request that is on its way while its session ends would start another for the same person. */
    @Test
    void startsASessionOnlyWhereSomebodyProvesWhoTheyAre() {
        assertThat(chains.getFilters("/login")).noneMatch(SessionManagementFilter.class::isInstance);
    }

    private static RequestPostProcessor signedIn(Person person) {
        var principal = new SignedIn(person.user().id().value(), person.user().name());
        return authentication(UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of()));
    }
}
