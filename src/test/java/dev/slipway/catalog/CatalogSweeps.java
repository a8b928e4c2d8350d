package dev.slipway.catalog;

import org.springframework.beans.factory.BeanFactory;

/** Sweeps when a test wants it, rather than in some minutes. */
public final class CatalogSweeps {
    private CatalogSweeps() {}

    public static void unusedCopies(BeanFactory beans) {
        beans.getBean(UnusedCopies.class).sweep();
    }
}
