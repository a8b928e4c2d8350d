package dev.slipway.ui.session;

import dev.slipway.identity.CodeAttempt;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Takes the code of the second step. */
class CodeFilter extends AbstractAuthenticationProcessingFilter {
    static final String FIELD = "code";

    private final SecondStep step;

    CodeFilter(SecondStep step) {
        super(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, SecondStep.PATH));
        this.step = step;
        setAuthenticationFailureHandler((request, response, failure) -> response.sendRedirect(request.getContextPath()
                + (failure instanceof InsufficientAuthenticationException ? "/login" : SecondStep.PATH + "?error")));
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response)
            throws AuthenticationException {
        SecondStep.Pending pending = Optional.ofNullable(request.getSession(false))
                .flatMap(step::pending)
                .orElseThrow(() -> new InsufficientAuthenticationException("The password was not shown yet."));
        String code = Optional.ofNullable(request.getParameter(FIELD)).orElse("");
        CodeAttempt attempt = new CodeAttempt(pending.user(), pending.name(), code);
        attempt.setDetails(authenticationDetailsSource.buildDetails(request));
        return getAuthenticationManager().authenticate(attempt);
    }

    @Override
    protected void successfulAuthentication(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Authentication result)
            throws IOException, ServletException {
        HttpSession browser = request.getSession(false);
        if (browser != null) {
            step.over(browser);
        }
        super.successfulAuthentication(request, response, chain, result);
    }
}
