package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import org.junit.jupiter.api.Test;

/** Pools, and the volumes that need no upload. */
public interface VolumeContract extends ContractFixture {
    long MIB = 1024 * 1024;

    @Test
    default void knowsAPoolsRoom() {
        var facts = host().pool(pool());

        assertThat(facts.name()).isEqualTo(pool());
        assertThat(facts.path()).startsWith("/");
        assertThat(facts.capacityMib()).isPositive();
        assertThat(facts.availableMib()).isBetween(0L, facts.capacityMib());
    }

    @Test
    default void ensuresAPoolThatIsThere() {
        var facts = host().pool(pool());

        host().ensurePool(pool(), facts.path());

        assertThat(host().pool(pool()).path()).isEqualTo(facts.path());
    }

    @Test
    default void refusesAnUnknownPool() {
        assertRefused(Kind.NO_SUCH_POOL, () -> host().pool("no-such-pool"));
        assertRefused(Kind.NO_SUCH_POOL, () -> host().volumes("no-such-pool"));
    }

    @Test
    default void standsAnOverlayOnItsBase() {
        var overlay = fresh("overlay");

        host().createOverlay(overlay, base(), 100);

        var facts = host().volume(overlay).orElseThrow();
        assertThat(facts.capacityBytes()).isEqualTo(100 * MIB);
        assertThat(facts.backingPath())
                .hasValue(host().volume(base()).orElseThrow().path());
        assertThat(host().volumes(pool())).contains(facts);
    }

    @Test
    default void makesAnOverlayOnceHoweverOftenAsked() {
        var overlay = fresh("overlay");

        host().createOverlay(overlay, base(), 100);
        host().createOverlay(overlay, base(), 100);

        assertThat(host().volumes(pool()))
                .filteredOn(volume -> volume.ref().equals(overlay))
                .hasSize(1);
    }

    @Test
    default void refusesAnOverlayOnNothing() {
        assertRefused(Kind.NO_SUCH_VOLUME, () -> host().createOverlay(fresh("overlay"), fresh("base"), 100));
    }

    @Test
    default void keepsABaseThatOthersStandOn() {
        host().createOverlay(fresh("overlay"), base(), 100);

        assertRefused(Kind.IN_USE, () -> host().deleteVolume(base()));

        assertThat(host().volume(base())).isPresent();
    }

    @Test
    default void deletesOnceHoweverOftenAsked() {
        var overlay = fresh("overlay");
        host().createOverlay(overlay, base(), 100);

        host().deleteVolume(overlay);
        host().deleteVolume(overlay);

        assertThat(host().volume(overlay)).isEmpty();
    }

    @Test
    default void marksAPoolOnce() {
        var mark = fresh("mark");

        host().mark(mark);
        host().mark(mark);

        assertThat(host().volumes(pool())).filteredOn(v -> v.ref().equals(mark)).hasSize(1);
        host().deleteVolume(mark);
        assertThat(host().volume(mark)).isEmpty();
    }
}
