package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.DomainDescription.Nic;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Network cards that come and go while their domain stays. */
public interface NicContract extends ContractFixture {
    /** What guests can be plugged into. */
    NicSpec wire(String mac);

    @Test
    default void givesWhatIsOffANetworkCardAndTakesItAway() {
        var domain = defined();
        var nic = wire("52:54:00:6e:00:01");
        int before = nics(domain).size();

        host().attachNic(domain, nic);
        host().attachNic(domain, nic);

        assertThat(nics(domain)).hasSize(before + 1).last().satisfies(there -> {
            assertThat(there.mac()).isEqualTo(nic.mac());
            assertThat(there.kind()).contains(nic.kind());
            assertThat(there.source()).isEqualTo(nic.source());
        });
        host().setLink(domain, nic.mac(), false);
        host().setLink(domain, nic.mac(), false);
        host().start(domain);
        awaitPower(domain, PowerState.RUNNING);
        host().setLink(domain, nic.mac(), true);
        host().powerOff(domain);
        awaitPower(domain, PowerState.OFF);

        host().detachNic(domain, nic.mac());
        host().detachNic(domain, nic.mac());

        assertThat(nics(domain)).hasSize(before);
        host().detachNic(UUID.randomUUID(), nic.mac());
    }

    @Test
    default void givesWhatRunsNetworkCardsForNowAndForItsNextStart() {
        var domain = running();
        var first = wire("52:54:00:6e:00:02");
        var second = wire("52:54:00:6e:00:03").linked(false);
        int before = nics(domain).size();

        host().attachNic(domain, first);
        host().attachNic(domain, second);
        host().attachNic(domain, second);
        host().setLink(domain, second.mac(), true);
        host().setLink(domain, first.mac(), false);

        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
        assertThat(nics(domain)).hasSize(before + 2);
        host().powerOff(domain);
        awaitPower(domain, PowerState.OFF);
        assertThat(nics(domain)).hasSize(before + 2);
        host().start(domain);
        awaitPower(domain, PowerState.RUNNING);
    }

    @Test
    default void startsWithTheNetworkCardsThatItIsDefinedWith() {
        var nic = wire("52:54:00:6e:00:04").linked(false);
        var spec = spec().withNics(List.of(nic));
        var domain = spec.vm().value();
        host().define(spec);

        host().attachNic(domain, nic);
        host().start(domain);
        awaitPower(domain, PowerState.RUNNING);

        assertThat(nics(domain)).extracting(Nic::mac).containsExactly(nic.mac());
    }

    @Test
    default void plugsNothingIntoWhatIsNotThere() {
        var domain = running();
        var lost = new NicSpec("52:54:00:6e:00:05", DomainSpec.NicKind.BRIDGE, "nosuch", Optional.empty());

        assertRefused(Kind.NO_SUCH_DOMAIN, () -> host().attachNic(UUID.randomUUID(), wire("52:54:00:6e:00:06")));
        assertRefused(Kind.REFUSED, () -> host().setLink(domain, "52:54:00:6e:00:07", false));
        assertRefused(Kind.NO_SUCH_NETWORK, () -> host().attachNic(domain, lost));
        assertThat(nics(domain)).extracting(Nic::mac).doesNotContain(lost.mac());
    }

    private List<Nic> nics(UUID domain) {
        return host().describe(domain).orElseThrow().nics();
    }
}
