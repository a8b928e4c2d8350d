package dev.slipway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.host.NetworkSource;
import dev.slipway.host.WantedNetworks;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.AuditableEvent;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.testing.EstateNode;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class NetworksTest {
    private static final Actor ADMIN = Actor.system("test");

    @TempDir
    static Path state;

    private static EstateNode node;

    private final Scope here = scope();
    private final Scope elsewhere = scope();

    @BeforeAll
    static void start() {
        node = EstateNode.start(EstateNode.schema(), state);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void isEveryTenantsUntilItIsRestricted() {
        var net = register("open");
        assertThat(networks().usable(elsewhere, member(elsewhere))).contains(net);

        assertThatThrownBy(() -> networks().restrict(net.id(), Set.of(here.tenant()), ADMIN))
                .isInstanceOf(InvalidRequest.class);
        node.get(JdbcClient.class)
                .sql("insert into tenant (id, name, created_at) values (?, ?, now(6))")
                .params(here.tenant().value(), here.tenant().toString())
                .update();
        networks().restrict(net.id(), Set.of(here.tenant()), ADMIN);

        assertThat(networks().usable(here, member(here)))
                .extracting(NetworkView::id)
                .contains(net.id());
        assertThat(networks().usable(elsewhere, member(elsewhere)))
                .extracting(NetworkView::id)
                .doesNotContain(net.id());
        assertThat(networks().requireUsable(net.id(), here, member(here)).restricted())
                .isTrue();
        assertThat(networks().tenants(net.id(), ADMIN)).containsExactly(here.tenant());
        assertThatThrownBy(() -> networks().requireUsable(net.id(), elsewhere, member(elsewhere)))
                .isInstanceOf(NotFound.class);

        networks().restrict(net.id(), Set.of(), ADMIN);
        assertThat(networks().usable(elsewhere, member(elsewhere))).contains(net);
    }

    @Test
    void registersOnceForAName() {
        var name = "net-" + UUID.randomUUID().toString().substring(0, 8);
        var first = networks().register(name, "", NetworkKind.BRIDGE, "br7", ADMIN);
        var again = networks().register(name, "", NetworkKind.BRIDGE, "br7", ADMIN);
        var changed = networks().register(name, "Moved", NetworkKind.LIBVIRT_NETWORK, "lab", ADMIN);

        assertThat(again).isEqualTo(first);
        assertThat(changed.id()).isEqualTo(first.id());
        assertThat(node.events(AuditableEvent.class))
                .filteredOn(event -> event.targetName().equals(name))
                .hasSize(2);
        assertThat(node.get(WantedNetworks.class).wanted()).contains(new NetworkSource(NicKind.LIBVIRT_NETWORK, "lab"));
    }

    @Test
    void isCuratedByAdministratorsOnly() {
        var member = member(here);

        assertThatThrownBy(() -> networks().register("mine", "", NetworkKind.BRIDGE, "br0", member))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> networks().list(member)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> networks().restrict(register("x").id(), Set.of(), member))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> networks().usable(elsewhere, member)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> networks().requireUsable(NetworkId.random(), here, member))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void refusesNamesThatCouldMeanSomethingElseOnAHost() {
        assertThatThrownBy(() -> networks().register("n", "", NetworkKind.BRIDGE, "br0'/>", ADMIN))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, p -> assertThat(p.field()).isEqualTo("source"));
        assertThatThrownBy(() -> networks().register("", "", NetworkKind.BRIDGE, "br0", ADMIN))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, p -> assertThat(p.field()).isEqualTo("name"));
    }

    private static NetworkView register(String prefix) {
        return networks().register(prefix + " " + UUID.randomUUID(), "", NetworkKind.BRIDGE, "br0", ADMIN);
    }

    private static Networks networks() {
        return node.get(Networks.class);
    }

    private static Scope scope() {
        return Scope.of(new TenantId(UUID.randomUUID()), new ProjectId(UUID.randomUUID()));
    }

    private static Actor member(Scope scope) {
        return new Actor(null, "member", "test", Set.of(new Grant(Role.PROJECT_MEMBER, scope)));
    }
}
