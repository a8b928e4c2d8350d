package dev.slipway.vm;

/** Where a VM's screen can be reached from the portal, this once. Never leaves the portal. @param port 0 if {@code host} is a UNIX socket's path */
public record ScreenEndpoint(String host, int port, String password) {
    @Override
    public String toString() {
        return "ScreenEndpoint[…]";
    }
}
