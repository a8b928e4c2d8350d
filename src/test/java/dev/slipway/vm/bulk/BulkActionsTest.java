package dev.slipway.vm.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Quotas;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.VmView;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.tag.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

/** One verb for many VMs, each of which answers for itself. */
@SlipwayTest
class BulkActionsTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private BulkActions bulk;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        bulk = world.bean(BulkActions.class);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void doesWhatThePreviewSaidAndNoRefusalStopsTheOthers() {
        var off = world.stopped("off-1");
        var on = world.running("on-1");
        var alsoOff = world.stopped("off-2");
        var wish = wish(BulkVerb.START, off, on, VmId.random(), alsoOff, off);

        var preview = bulk.preview(wish, world.actor);
        assertThat(preview.vms()).extracting(BulkPreview.Line::vm).containsExactlyElementsOf(wish.vms());
        assertThat(preview.willBeDone()).isEqualTo(2);
        assertThat(preview.consequences())
                .containsExactly("2 VMs are turned on and take 2 running vCPUs and 512 MiB of running memory.");
        var results = bulk.run(wish, world.actor);

        assertThat(results).extracting(BulkResult::vm).containsExactlyElementsOf(wish.vms());
        assertThat(results).extracting(BulkResult::isAccepted).containsExactly(true, false, false, true);
        assertThat(results)
                .extracting(result -> result.refusal().map(Problem::sentence))
                .as("the reasons of the preview")
                .containsExactlyElementsOf(
                        preview.vms().stream().map(BulkPreview.Line::whyNot).toList());
        results.stream().flatMap(result -> result.operation().stream()).forEach(world::ended);
        world.awaitStatus(off, VmStatus.RUNNING);
        world.awaitStatus(alsoOff, VmStatus.RUNNING);
        world.assertUsed(3, 3);
        assertThat(audit(off))
                .filteredOn(entry -> entry.action().equals("vm.start"))
                .hasSize(1);
        assertThat(audit(on))
                .filteredOn(entry -> entry.action().equals("vm.start") && entry.refused())
                .hasSize(1);
    }

    @Test
    void saysWhichOfThemNoLongerFitAndChargesNoMore() {
        var vms = Stream.of("a", "b", "c").map(world::stopped).toArray(VmId[]::new);
        limit(Dimension.RUNNING_VCPUS, 2);
        var wish = wish(BulkVerb.START, vms);

        var preview = bulk.preview(wish, world.actor);
        assertThat(preview.vms()).extracting(line -> line.whyNot().isEmpty()).containsExactly(true, true, false);
        assertThat(preview.quota().orElseThrow().cost().runningVcpus()).isEqualTo(2);
        assertThat(preview.quota().orElseThrow().lines()).isNotEmpty();
        var results = bulk.run(wish, world.actor);

        var last = results.getLast().refusal().orElseThrow();
        assertThat(last).isInstanceOf(QuotaExceeded.class);
        assertThat(preview.vms().getLast().whyNot()).hasValue(last.sentence());
        assertThat(results).extracting(BulkResult::isAccepted).containsExactly(true, true, false);
        results.stream().flatMap(result -> result.operation().stream()).forEach(world::ended);
        world.assertUsed(3, 2);
    }

    @Test
    void answersForWhatIsNotTheirsAsForWhatIsNotThere() {
        var mine = world.running("mine");
        var viewer = world.member("vi", Role.PROJECT_VIEWER);
        assertThat(bulk.preview(wish(BulkVerb.DELETE, mine), viewer)
                        .vms()
                        .getFirst()
                        .whyNot())
                .hasValueSatisfying(why -> assertThat(why).contains("Your role does not allow this"));
        assertThat(bulk.run(wish(BulkVerb.DELETE, mine), viewer).getFirst().refusal())
                .containsInstanceOf(Forbidden.class);
        try (var elsewhere = new VmWorld(beans)) {
            var theirs = elsewhere.stopped("theirs");
            var nowhere = VmId.random();
            for (var verb : BulkVerb.values()) {
                var wish = new BulkWish(
                        verb,
                        List.of(mine, theirs, nowhere),
                        verb.isAboutATag() ? Optional.of("course-a") : Optional.empty());
                var seen = bulk.preview(wish, elsewhere.actor).vms();
                assertAlike(seen.get(0).name(), seen.get(2).name(), verb);
                assertAlike(seen.get(0).whyNot(), seen.get(2).whyNot(), verb);
            }
            var results = bulk.run(wish(BulkVerb.DELETE, mine, theirs, nowhere), elsewhere.actor);
            assertThat(results).extracting(BulkResult::isAccepted).containsExactly(false, true, false);
            for (var not : List.of(results.get(0), results.get(2))) {
                assertThat(not.name()).isEmpty();
                assertThat(not.refusal())
                        .containsInstanceOf(NotFound.class)
                        .get()
                        .extracting(Problem::sentence)
                        .isEqualTo(NotFound.of("VM").sentence());
            }
            elsewhere.ended(results.get(1).operation().orElseThrow());
        }
        assertThat(world.view(mine).status()).isEqualTo(VmStatus.RUNNING);
    }

    @Test
    void saysWhatBecomesOfThemAndDeletesAll() {
        var vms = List.of(world.running("on"), world.stopped("off"));
        var wish = new BulkWish(BulkVerb.DELETE, vms, Optional.empty());

        assertThat(bulk.preview(wish, world.actor).consequences())
                .containsExactly(
                        "2 VMs are deleted.",
                        "2 VMs go to the recycle bin, from where they can be restored with their disks for a while.",
                        "There they go on holding 2 VMs, 2 vCPUs, 512 MiB of memory, 2 GiB of disk, until they are"
                                + " deleted for good.",
                        "1 is on, or may be, and is stopped at once, as if the plug were pulled.");
        bulk.run(wish, world.actor)
                .forEach(result -> world.ended(result.operation().orElseThrow()));

        assertThat(world.vms.find(vms, world.actor)).extracting(VmView::status).containsOnly(VmStatus.BINNED);
        world.assertUsed(2, 0);
    }

    @Test
    void putsATagOnManyAndTakesItOff() {
        var tags = world.bean(Tags.class);
        var first = world.stopped("a");
        var second = world.stopped("b");
        tags.set(first, VmTags.of(List.of("course-a", "old")), world.actor);
        var add = new BulkWish(BulkVerb.ADD_TAG, List.of(first, second), Optional.of("course-a"));

        assertThat(bulk.preview(add, world.actor).consequences())
                .containsExactly("2 VMs get the tag course-a.", "For 1 of them that is so already.");
        assertThat(bulk.run(add, world.actor)).allMatch(BulkResult::isAccepted);
        assertThat(world.view(first).tags().words()).containsExactly("course-a", "old");
        assertThat(world.view(second).tags().words()).containsExactly("course-a");

        bulk.run(new BulkWish(BulkVerb.REMOVE_TAG, add.vms(), add.tag()), world.actor);
        assertThat(world.view(first).tags().words()).containsExactly("old");
        assertThat(world.view(second).tags().isEmpty()).isTrue();
    }

    @Test
    void takesOneTo200WithATagOnlyWhereItIsAboutOne() {
        var many = Stream.generate(VmId::random).limit(BulkWish.MOST + 1).toList();
        assertThatThrownBy(() -> new BulkWish(BulkVerb.START, many, Optional.empty()))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> new BulkWish(BulkVerb.START, List.of(), Optional.empty()))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> new BulkWish(BulkVerb.ADD_TAG, many.subList(0, 1), Optional.empty()))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> new BulkWish(BulkVerb.ADD_TAG, many.subList(0, 1), Optional.of("<b>")))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> new BulkWish(BulkVerb.START, many.subList(0, 1), Optional.of("a")))
                .isInstanceOf(InvalidRequest.class);
    }

    private static void assertAlike(Object foreign, Object absent, BulkVerb verb) {
        assertThat(foreign).as(verb.words()).isEqualTo(absent);
    }

    private static BulkWish wish(BulkVerb verb, VmId... vms) {
        return new BulkWish(verb, List.of(vms), Optional.empty());
    }

    private void limit(Dimension dimension, long limit) {
        world.bean(Quotas.class)
                .limitProject(
                        world.project.tenant(),
                        world.project.id(),
                        Map.of(dimension, OptionalLong.of(limit)),
                        Actor.system("test"));
    }

    private List<AuditEntry> audit(VmId vm) {
        return world.bean(AuditTrail.class)
                .ofTarget(vm.value(), world.project.scope(), PageRequest.of(0, 50), world.actor)
                .getContent();
    }
}
