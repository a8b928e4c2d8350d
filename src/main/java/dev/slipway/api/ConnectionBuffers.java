package dev.slipway.api;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * How much is read from a connection at once. Uploads come in gigabytes, and Tomcat's 8 KiB would ask the kernel a hundred
 * thousand times for each. A connection has its buffer only while it is served, and Tomcat keeps used ones for the next.
 */
@Component
class ConnectionBuffers implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private static final String READ_BYTES = Integer.toString(128 * 1024);

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> connector.setProperty("socket.appReadBufSize", READ_BYTES));
    }
}
