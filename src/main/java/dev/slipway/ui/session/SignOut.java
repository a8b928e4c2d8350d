package dev.slipway.ui.session;

import com.vaadin.flow.spring.security.UidlRedirectStrategy;
import dev.slipway.sso.ProviderLogout;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;

/** Where somebody goes who signs out: to the sign-in; by way of their organisation, if they signed in there. */
@Component
class SignOut implements LogoutSuccessHandler {
    private final RedirectStrategy redirects = new UidlRedirectStrategy();
    private final ProviderLogout provider;

    SignOut(ProviderLogout provider) {
        this.provider = provider;
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        redirects.sendRedirect(
                request, response, provider.address(request, authentication).orElse("/login"));
    }
}
