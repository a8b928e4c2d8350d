package dev.slipway.vm.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.host.HostPolicy;
import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.kernel.HostId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VmHostsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void endsItsPatienceWithAHostThatIsGoneAndNotWithOneThatRestarts() {
        assertThat(isLongSilent(HostState.UNREACHABLE, NOW.minusSeconds(301))).isTrue();
        assertThat(isLongSilent(HostState.UNREACHABLE, NOW.minusSeconds(299))).isFalse();
        assertThat(isLongSilent(HostState.ENABLED, NOW.minusSeconds(301))).isFalse();
        assertThat(isLongSilent(HostState.UNREACHABLE, null)).isTrue();
    }

    private static boolean isLongSilent(HostState state, Instant lastSeen) {
        return VmHosts.isLongSilent(
                new HostView(
                        HostId.random(),
                        "h",
                        "simulated:h",
                        Optional.empty(),
                        state,
                        "",
                        "x86_64",
                        1,
                        1,
                        "slipway",
                        1,
                        1,
                        Optional.empty(),
                        Optional.ofNullable(lastSeen),
                        Optional.empty(),
                        Optional.empty(),
                        HostPolicy.AS_SET,
                        Set.of(),
                        Optional.empty()),
                NOW);
    }
}
