package dev.slipway.vm;

/** Where a VM's screen can be reached from the portal, this once. Never leaves the portal. @param port 0 if {@code host} is a UNIX socket's path */
public record ScreenEndpoint(String host, int port, String password) {
    /** Code of the refusal while a VM is being moved to another host: it can be opened again in a moment. */
    public static final String MOVING = "vm-moving";

    @Override
    public String toString() {
        return "ScreenEndpoint[…]";
    }
}
