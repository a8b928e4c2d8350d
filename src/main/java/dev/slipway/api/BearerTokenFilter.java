package dev.slipway.api;

import dev.slipway.identity.ApiTokens;
import dev.slipway.identity.SignedIn;
import dev.slipway.kernel.Unavailable;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns a personal token into the signed-in person. A wrong one is as good as none: the chain then answers 401. */
class BearerTokenFilter extends OncePerRequestFilter {
    private static final String PREFIX = "Bearer ";

    private final ApiTokens tokens;

    BearerTokenFilter(ApiTokens tokens) {
        this.tokens = tokens;
    }

    /** The secret of a request, for work that asks again later whether it is still good. */
    static Optional<String> secret(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(h -> h.regionMatches(true, 0, PREFIX, 0, PREFIX.length()))
                .map(h -> h.substring(PREFIX.length()).trim());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        secret(request).flatMap(this::owner).ifPresent(bearer -> {
            SignedIn principal = SignedIn.byToken(bearer.owner(), bearer.token());
            var authentication = UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of());
            authentication.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(authentication);
            SecurityContextHolder.setContext(context);
        });
        chain.doFilter(request, response);
    }

    /** Not knowing is not the same as knowing that it is wrong. */
    private Optional<ApiTokens.Bearer> owner(String secret) {
        try {
            return tokens.authenticate(secret);
        } catch (RuntimeException e) {
            throw new Unavailable(
                    "sign-in-unavailable",
                    "Tokens cannot be checked right now, because the portal's database does not answer. Try again in a"
                            + " moment.",
                    null,
                    e);
        }
    }

    /** An event stream ends on another dispatch, which was let in by the first. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
