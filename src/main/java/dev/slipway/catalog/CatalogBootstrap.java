package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Resources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives a new installation sizes and golden images, and has these copied to the first host before anybody asks. In
 * the background, so that neither a large file nor a dead host holds up the start; at every start, on every node.
 */
@Component
class CatalogBootstrap implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(CatalogBootstrap.class);
    private static final Actor BOOTSTRAP = Actor.system("bootstrap");

    private final Sizes sizes;
    private final Images images;
    private final StagingAhead staging;
    private final CatalogBootstrapProperties properties;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("catalog-bootstrap").unstarted(this::run);

    CatalogBootstrap(Sizes sizes, Images images, StagingAhead staging, CatalogBootstrapProperties properties) {
        this.sizes = sizes;
        this.images = images;
        this.staging = staging;
        this.properties = properties;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    @Override
    public void destroy() {
        thread.interrupt();
    }

    private void run() {
        try {
            createSizes();
            for (var file : properties.image()) {
                publish(file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void createSizes() {
        if (!sizes.list(BOOTSTRAP).isEmpty()) {
            return;
        }
        Map<String, Resources> first = new LinkedHashMap<>();
        first.put("tiny", new Resources(1, 256, 1024));
        first.put("small", new Resources(1, 1024, 10 * 1024));
        first.put("medium", new Resources(2, 2048, 20 * 1024));
        first.put("large", new Resources(4, 8192, 80 * 1024));
        first.forEach((name, resources) -> {
            try {
                sizes.create(name, resources, BOOTSTRAP);
            } catch (Conflict e) {
                log.debug("Another node has made size {} meanwhile", name);
            }
        });
    }

    /** One image that cannot be had keeps none of the others back. */
    private void publish(Path file) throws InterruptedException {
        try {
            var image = images.publish(ImageDescription.beside(file).draft(properties.imageUser()), file, BOOTSTRAP);
            log.info("Image {} is published in version {}", image.name(), image.versionLabel());
            staging.stage(image, properties.hostName());
        } catch (Problem e) {
            log.error("The catalogue is not set up as the settings say: {} ({})", e.sentence(), e.logDetail());
        }
    }
}
