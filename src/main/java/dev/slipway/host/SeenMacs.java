package dev.slipway.host;

/** Hardware addresses of hosts and of guests that are not Slipway's, for whoever draws new ones. */
public interface SeenMacs {
    boolean isSeen(String mac);
}
