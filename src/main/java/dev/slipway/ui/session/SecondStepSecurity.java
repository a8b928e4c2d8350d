package dev.slipway.ui.session;

import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSavedRequestAwareAuthenticationSuccessHandler;
import dev.slipway.identity.SessionStart;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Puts the second step behind the form of the sign-in. It ends as the first does for who needs no second. */
@Component
class SecondStepSecurity {
    private final SecondStep step;
    private final SessionStart sessionStart;
    private final VaadinDefaultRequestCache requestCache;
    private final AuthenticationConfiguration authentications;

    SecondStepSecurity(
            SecondStep step,
            SessionStart sessionStart,
            VaadinDefaultRequestCache requestCache,
            AuthenticationConfiguration authentications) {
        this.step = step;
        this.sessionStart = sessionStart;
        this.requestCache = requestCache;
        this.authentications = authentications;
    }

    void addTo(HttpSecurity http) throws Exception {
        http.formLogin(form -> form.failureHandler(step));
        http.addFilterAfter(filter(), UsernamePasswordAuthenticationFilter.class);
    }

    private CodeFilter filter() throws Exception {
        var onward = new VaadinSavedRequestAwareAuthenticationSuccessHandler();
        onward.setRequestCache(requestCache);
        CodeFilter filter = new CodeFilter(step);
        filter.setAuthenticationManager(authentications.getAuthenticationManager());
        filter.setSessionAuthenticationStrategy(sessionStart);
        filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        filter.setAuthenticationSuccessHandler(onward);
        return filter;
    }
}
