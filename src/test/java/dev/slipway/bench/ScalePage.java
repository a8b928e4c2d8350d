package dev.slipway.bench;

import static dev.slipway.bench.Figures.say;

import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How soon an open event stream tells of what happens on a host: guests are turned off and on outside the portal, one after
 * the other, until the stream has told of the VM and its row says so.
 */
final class ScalePage {
    private static final int COUNTED = 200;
    private static final int WARM_UP = 50;
    private static final int STRIDE = 37;
    private static final long LONGEST_SECONDS = 30;
    private static final Pattern VM = Pattern.compile("data:\\{\"topic\":\"vm\",\"id\":\"([^\"]+)\".*");

    private final ScaleEstate estate;
    private final CountDownLatch open = new CountDownLatch(1);
    private final BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();

    private record Push(UUID vm, long at) {}

    ScalePage(ScaleEstate estate) {
        this.estate = estate;
    }

    void run() throws InterruptedException {
        Figures off = new Figures();
        Figures on = new Figures();
        try (Stream<String> lines = estate.portal.api().events("/api/v1/events")) {
            Thread.ofPlatform().daemon().name("open-page").start(() -> lines.forEach(this::hear));
            open.await();
            for (int i = 0; i < WARM_UP + COUNTED; i++) {
                int n = i * STRIDE % estate.vms.size();
                long stopped = until(n, "STOPPED");
                long started = until(n, "RUNNING");
                if (i >= WARM_UP) {
                    off.add(stopped);
                    on.add(started);
                }
            }
        }
        say("from a guest turned off on its host to the push that tells of it: %s", off);
        say("from a guest turned on on its host to the push that tells of it: %s", on);
    }

    private void hear(String line) {
        open.countDown();
        Matcher vm = VM.matcher(line);
        if (vm.matches()) {
            pushes.add(new Push(UUID.fromString(vm.group(1)), System.nanoTime()));
        }
    }

    private long until(int n, String status) throws InterruptedException {
        UUID vm = estate.vms.get(n);
        long start = System.nanoTime();
        if (status.equals("RUNNING")) {
            estate.machineOf(n).virsh().start(vm);
        } else {
            estate.machineOf(n).virsh().destroy(vm);
        }
        while (true) {
            Push push = pushes.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (push == null) {
                throw new AssertionError("nothing was told of " + vm);
            }
            if (push.vm().equals(vm) && estate.status(vm).orElse("GONE").equals(status)) {
                return push.at() - start;
            }
        }
    }
}
