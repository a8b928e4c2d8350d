package dev.slipway.hypervisor.libvirt;

import com.sun.jna.Pointer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.libvirt.Connect;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt.VirErrorCallback;
import org.libvirt.jna.virError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of this process that serves libvirt's sockets and timers. Keep-alives and events depend on it, so it
 * must run before the first connection opens, and for ever after.
 */
final class EventLoop {
    private static final Logger log = LoggerFactory.getLogger(EventLoop.class);

    /** Kept, because native code calls it. Each error also comes as an exception, where it is logged with its ids. */
    private static final VirErrorCallback QUIET = new VirErrorCallback() {
        @Override
        public void errorCallback(Pointer data, virError error) {}
    };

    private EventLoop() {}

    /**
     * Starts it, at the first call.
     *
     * @throws CompletionException if libvirt is not installed here
     */
    static void ensureRunning() {
        Running.STARTED.join();
    }

    private static final class Running {
        static final CompletableFuture<Boolean> STARTED = new CompletableFuture<>();

        static {
            Thread.ofPlatform().daemon().name("libvirt-events").start(() -> run(STARTED));
        }
    }

    private static void run(CompletableFuture<Boolean> started) {
        try {
            Library.initEventLoop();
            Connect.setErrorCallback(QUIET);
            started.complete(true);
        } catch (LibvirtException | LinkageError e) {
            started.completeExceptionally(new IllegalStateException("libvirt does not work on this machine", e));
            return;
        }
        while (true) {
            try {
                Library.processEvent();
            } catch (LibvirtException | RuntimeException e) {
                log.warn("libvirt's event loop stumbled and goes on", e);
            }
        }
    }
}
