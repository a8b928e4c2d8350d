package dev.slipway.ui;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.communication.PushConnection;

/** Between the portal and a window without a browser: whether there is somebody at its other end. */
public final class Line implements PushConnection {
    private volatile boolean connected = true;

    /** The window's own from now on. Nobody reads what is pushed on it; the window is looked at where it is. */
    public static Line to(BrowserlessUIContext window) {
        var line = new Line();
        window.activate();
        UI.getCurrent().getInternals().setPushConnection(line);
        return line;
    }

    /** As when a laptop is closed, or opened again. */
    public void connected(boolean is) {
        connected = is;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public void push() {}

    @Override
    public void disconnect() {
        connected = false;
    }
}
