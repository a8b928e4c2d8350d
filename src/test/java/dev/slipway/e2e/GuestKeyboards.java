package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.testing.GuestAgent;
import dev.slipway.testing.TestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A real guest is given one keyboard layout after the other, by the tables that Debian makes of them; and is typed into. */
final class GuestKeyboards {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Bytes that a machine's keyboard holds for a guest that does not look; what comes then is lost, as on a real one. */
    private static final int HOLDS = 16;
    /** Bytes of a key that is pressed and released, with another one held. */
    private static final int PLAIN = 6;
    /** Of two keys, or one of those that have two bytes. */
    private static final int MOST = 12;

    private final Page page;
    private final TestHost host;
    private final String vm;

    /** @param page the VM's console */
    GuestKeyboards(Page page, TestHost host, String vm) {
        this.page = page;
        this.host = host;
        this.vm = vm;
    }

    /** Every printable character of ASCII, and what the layout has besides. */
    void typeAll(String layout, String name, String besides) {
        String typed = "/tmp/typed-" + layout;
        GuestAgent.write(host, vm, "/tmp/keymap", table(layout));
        GuestAgent.begin(
                host,
                vm,
                "loadkmap </tmp/keymap && exec openvt -c 7 -s -- /bin/sh -c 'stty raw -echo; echo >" + typed
                        + ".ready; exec cat >" + typed + "'");
        await(name + " in the guest")
                .atMost(PATIENCE)
                .until(() -> !GuestAgent.read(host, vm, typed + ".ready").isEmpty());
        choose(name, layout);
        StringBuilder all = new StringBuilder();
        for (char c = ' '; c <= '~'; c++) {
            all.append(c);
        }
        all.append(besides);
        for (int from = 0; from < all.length(); ) {
            String sofar = all.substring(0, from + some(all.substring(from)));
            String next = sofar.substring(from);
            assertThat(page.evaluate("text => document.querySelector('slipway-console').typeText(text)", next))
                    .isEqualTo(Map.of("typed", next.length(), "skipped", ""));
            assertThat(await(name + " to be typed")
                            .atMost(PATIENCE)
                            .until(() -> GuestAgent.read(host, vm, typed), now -> now.length() >= sofar.length()))
                    .as(name)
                    .isEqualTo(sofar);
            from = sofar.length();
        }
        GuestAgent.begin(host, vm, "killall cat");
    }

    /** How many of these are held for a guest that does not look. */
    private static int some(String rest) {
        int bytes = 0;
        int count = 0;
        for (char c : rest.toCharArray()) {
            bytes += c < 128 && (Character.isLetterOrDigit(c) || c == ' ') ? PLAIN : MOST;
            if (count > 0 && bytes > HOLDS) {
                return count;
            }
            count++;
        }
        return count;
    }

    private void choose(String name, String layout) {
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Guest keyboard: "))
                .click();
        page.locator("vaadin-menu-bar-list-box vaadin-menu-bar-item")
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
        page.waitForFunction("code => document.querySelector('slipway-console').layout === code", layout);
    }

    private static byte[] table(String layout) {
        try {
            var process = new ProcessBuilder(
                            "sh", "-c", "ckbcomp -model pc105 -layout " + layout + " | loadkeys --bkeymap --unicode")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] table = process.getInputStream().readAllBytes();
            assertThat(table).as("keys of " + layout).startsWith("bkeymap".getBytes(StandardCharsets.US_ASCII));
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
