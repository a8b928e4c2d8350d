package dev.slipway.console;

/** No tunnel for this visitor. */
final class TunnelRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Ending ending;

    TunnelRefused(Ending ending) {
        super(ending.message());
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }
}
