package dev.slipway.api;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** What no controller takes under {@code /api} is not there; without this it would be a screen's address. */
@Configuration
class NoSuchRoute {
    /** After the controllers. The files of the page to try it come later still, so they are left out. */
    private static final int BEFORE_SCREENS = 10;

    @Bean
    HandlerMapping noSuchApiRoute() {
        HttpRequestHandler nothing = (request, response) -> response.sendError(HttpStatus.NOT_FOUND.value());
        return new SimpleUrlHandlerMapping(
                Map.of("/api", nothing, "/api/", nothing, "/api/{first:(?!swagger-ui$).+}/**", nothing),
                BEFORE_SCREENS);
    }
}
