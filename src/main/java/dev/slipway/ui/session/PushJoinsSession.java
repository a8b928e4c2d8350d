package dev.slipway.ui.session;

import com.vaadin.flow.server.VaadinServlet;
import org.atmosphere.cpr.ApplicationConfig;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.stereotype.Component;

/**
 * The push of a page uses its browser's session and never makes one. Left to itself it does, and the last word of a page
 * whose session has ended would bring the browser a new cookie: often after that of the sign-in it has gone to, which is
 * then lost, and the sign-in with it.
 */
@Component
class PushJoinsSession implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof ServletRegistrationBean<?> registration
                && registration.getServlet() instanceof VaadinServlet) {
            registration.addInitParameter(ApplicationConfig.PROPERTY_SESSION_CREATE, "false");
        }
        return bean;
    }
}
