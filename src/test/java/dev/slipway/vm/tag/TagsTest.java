package dev.slipway.vm.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.VmView;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.filter.SavedFilters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Words by which people find VMs together, and the filters that they keep. */
@SlipwayTest
class TagsTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private Tags tags;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        tags = world.bean(Tags.class);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void findsVmsThatHaveAllOfThemAndTellsTheAudit() {
        var web = world.running("web");
        var db = world.running("db");
        tags.set(web, VmTags.parse("prod course-a, web"), world.actor);
        tags.set(db, VmTags.parse("prod course-b"), world.actor);
        tags.set(db, VmTags.parse("prod"), world.actor);
        tags.set(db, VmTags.parse("prod"), world.actor);

        assertThat(world.view(web).tags().words()).containsExactly("course-a", "prod", "web");
        assertThat(names("prod")).containsExactlyInAnyOrder("web", "db");
        assertThat(names("prod course-a")).containsExactly("web");
        assertThat(names("course-b")).isEmpty();
        assertThat(names("pro")).isEmpty();
        assertThat(tags.used(world.project.id(), "", 10, world.actor)).containsExactly("course-a", "prod", "web");
        assertThat(tags.used(world.project.id(), "p", 10, world.actor)).containsExactly("prod");
        assertThat(audit(db))
                .extracting(AuditEntry::detail)
                .containsExactly("Tags: prod; before: course-b prod.", "Tags: course-b prod; before: none.");

        world.ended(world.deletions.forGood(db, world.actor));
        assertThat(world.bean(JdbcClient.class)
                        .sql("select count(*) from vm_tag where vm_id = ?")
                        .param(db.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void areForThoseWhoMayChangeTheVm() {
        var vm = world.running("web");
        var viewer = world.member("vi", Role.PROJECT_VIEWER);
        assertThatThrownBy(() -> tags.set(vm, VmTags.parse("a"), viewer))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining("put tags on a VM");
        try (var elsewhere = new VmWorld(beans)) {
            for (var id : List.of(vm, VmId.random())) {
                assertThatThrownBy(() -> tags.add(id, "a", elsewhere.actor))
                        .isInstanceOf(NotFound.class)
                        .hasMessage(NotFound.of("VM").getMessage());
            }
            assertThatThrownBy(() -> tags.used(world.project.id(), "", 10, elsewhere.actor))
                    .isInstanceOf(NotFound.class);
        }
        assertThat(world.view(vm).tags().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Course", "-a", "a b", "ä", "<b>", "a\n", "a234567890123456789012345678901234567890"})
    void areShortWords(String word) {
        assertThatThrownBy(() -> VmTags.of(List.of(word)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("1 to 32 lower-case letters");
    }

    @Test
    void areAtMostTwentyHoweverManyAreAddedAtOnce() throws Exception {
        var vm = world.stopped("web");
        tags.set(vm, VmTags.of(IntStream.range(0, 18).mapToObj(n -> "t" + n).toList()), world.actor);
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            var added = together.invokeAll(IntStream.range(0, 6)
                    .<Callable<Boolean>>mapToObj(n -> () -> {
                        try {
                            tags.add(vm, "more-" + n, world.actor);
                            return true;
                        } catch (InvalidRequest full) {
                            assertThat(full).hasMessageContaining("at most 20 tags");
                            return false;
                        }
                    })
                    .toList());
            int count = 0;
            for (var one : added) {
                count += one.get() ? 1 : 0;
            }
            assertThat(count).isEqualTo(2);
        }
        assertThat(world.view(vm).tags().words()).hasSize(20);
    }

    @Test
    void filtersAreKeptForOnePersonAlone() throws Exception {
        var filters = world.bean(SavedFilters.class);
        var ada = world.accountHolder();
        var query =
                new VmQuery(world.project.id(), Optional.of("web"), Set.of(VmStatus.RUNNING), VmTags.parse("course-a"));
        var saved = filters.save(" Mine ", query, ada);

        assertThat(filters.mine(ada)).containsExactly(saved);
        assertThat(saved.name()).isEqualTo("Mine");
        assertThat(saved.query()).isEqualTo(query);
        assertThatThrownBy(() -> filters.save("mine", query, ada)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> filters.save(" ", query, ada)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> filters.save("All", all(), ada)).isInstanceOf(InvalidRequest.class);
        assertThat(filters.mine(world.actor)).isEmpty();
        assertThatThrownBy(() -> filters.remove(saved.id(), world.actor)).isInstanceOf(NotFound.class);
        try (var elsewhere = new VmWorld(beans)) {
            assertThatThrownBy(() -> filters.save("Theirs", query, elsewhere.actor))
                    .isInstanceOf(NotFound.class);
        }
        filters.remove(saved.id(), ada);
        assertThat(filters.mine(ada)).isEmpty();

        IntStream.range(0, 49).forEach(n -> filters.save("f" + n, query, ada));
        Callable<Boolean> last = () -> {
            try {
                filters.save("last " + UUID.randomUUID(), query, ada);
                return true;
            } catch (Conflict full) {
                assertThat(full.code()).isEqualTo("too-many-filters");
                return false;
            }
        };
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(together.invokeAll(List.of(last, last, last)))
                    .extracting(Future::get)
                    .containsExactlyInAnyOrder(true, false, false);
        }
        assertThat(filters.mine(ada)).hasSize(50);
    }

    private VmQuery all() {
        return new VmQuery(world.project.id(), Optional.empty(), Set.of());
    }

    private List<String> names(String words) {
        var query = new VmQuery(world.project.id(), Optional.empty(), Set.of(), VmTags.parse(words));
        return world.vms.list(query, PageRequest.of(0, 10), world.actor).stream()
                .map(VmView::name)
                .toList();
    }

    private List<AuditEntry> audit(VmId vm) {
        return world
                .bean(AuditTrail.class)
                .ofTarget(vm.value(), world.project.scope(), PageRequest.of(0, 50), world.actor)
                .stream()
                .filter(entry -> entry.action().equals("vm.tag"))
                .toList();
    }
}
