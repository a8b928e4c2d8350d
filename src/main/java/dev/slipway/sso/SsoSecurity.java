package dev.slipway.sso;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Adds the sign-in at the provider to the chain that has sessions, if there is a provider. */
@Component
public class SsoSecurity {
    private final SsoSettings settings;
    private final Provider provider;
    private final People people;
    private final SignInEnd end;

    SsoSecurity(SsoSettings settings, Provider provider, People people, SignInEnd end) {
        this.settings = settings;
        this.provider = provider;
        this.people = people;
        this.end = end;
    }

    /** @param start what happens once somebody has proved who they are */
    public void addTo(HttpSecurity http, ObjectPostProcessor<AbstractAuthenticationProcessingFilter> start)
            throws Exception {
        if (!settings.isOn()) {
            return;
        }
        http.oauth2Login(login -> login.loginPage("/login")
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new NoTokensKept())
                .oidcSessionRegistry(new NoSessionsKept())
                .authorizationEndpoint(to -> to.authorizationRequestResolver(new IfPresent(provider)))
                .tokenEndpoint(at -> at.accessTokenResponseClient(tokens()))
                .userInfoEndpoint(at -> at.oidcUserService(people))
                .failureHandler(end)
                .defaultSuccessUrl("/")
                .withObjectPostProcessor(start)
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
                        filter.setAuthenticationFailureHandler(end);
                        return filter;
                    }
                }));
    }

    /** The usual client, with deadlines. */
    private RestClientAuthorizationCodeTokenResponseClient tokens() {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(provider.requests())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    /** Sends nobody to a provider that is not there. */
    private static final class IfPresent implements OAuth2AuthorizationRequestResolver {
        private final Provider provider;
        private final DefaultOAuth2AuthorizationRequestResolver usual;

        IfPresent(Provider provider) {
            this.provider = provider;
            this.usual = new DefaultOAuth2AuthorizationRequestResolver(
                    provider, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            String path = request.getServletPath();
            if (path.equals(SingleSignOn.START)) {
                var _ = provider.present();
                return usual.resolve(request);
            }
            return null;
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
            return null;
        }
    }
}
