package dev.slipway.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.api.ApiWorld;
import dev.slipway.api.ApiWorld.Tenancy;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.NotificationId;
import dev.slipway.kernel.VmId;
import dev.slipway.kernel.WebhookId;
import dev.slipway.notice.delivery.DeliveryState;
import dev.slipway.notice.delivery.DeliveryView;
import dev.slipway.notice.delivery.MailAddresses;
import dev.slipway.notice.delivery.Webhooks;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.Quotas;
import dev.slipway.quota.request.Ask;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.quota.request.Wanted;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.TestMail;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.end.Deletions;
import dev.slipway.vm.power.RestartPolicies;
import dev.slipway.vm.power.RestartPolicy;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What people are told, by a real mail server and a real receiver of calls. */
@SlipwayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationsTest {
    private static final Pattern CODE = Pattern.compile("Your code is (\\d{8})");

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private ApiWorld world;
    private Notifications notifications;

    @BeforeAll
    void build() {
        world = new ApiWorld(application, port);
        notifications = world.bean(Notifications.class);
    }

    @AfterAll
    void leave() {
        world.close();
    }

    @Test
    void tellsWhoLaunchedAndWhoseVmCrashed() {
        Tenancy ada = world.newTenancy();
        VmId vm = VmId.parse(world.running(ada, "web-1"));
        assertThat(list(actor(ada))).extracting(NotificationView::title).containsExactly("web-1: “Launch” is done");
        assertThat(notifications.unread(actor(ada))).isEqualTo(1);

        world.machine.virsh().crash(vm.value());

        NotificationView crash =
                ApiWorld.await().until(() -> list(actor(ada)).getFirst(), n -> n.kind() == NoticeKind.VM_STOPPED);
        assertThat(crash.title()).isEqualTo("web-1 crashed");
        assertThat(crash.text()).contains("It crashed");
        assertThat(crash.path()).contains("vms/" + vm);

        notifications.markRead(crash.id(), actor(ada));
        assertThat(notifications.unread(actor(ada))).isEqualTo(1);
        assertThat(notifications.list(true, Optional.empty(), 10, actor(ada)))
                .extracting(NotificationView::kind)
                .containsExactly(NoticeKind.OPERATION_DONE);
        notifications.markAllRead(crash.at().plusSeconds(1), actor(ada));
        assertThat(notifications.unread(actor(ada))).isZero();
        assertThat(notifications.list(false, Optional.of(crash.id()), 10, actor(ada)))
                .extracting(NotificationView::kind)
                .containsExactly(NoticeKind.OPERATION_DONE);

        Actor stranger = world.people.newStranger().actor();
        assertThat(list(stranger)).isEmpty();
        assertThatThrownBy(() -> notifications.markRead(crash.id(), stranger)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> notifications.list(false, Optional.of(crash.id()), 10, stranger))
                .isInstanceOf(NotFound.class);

        world.bean(VirtualMachines.class).start(vm, actor(ada));
        world.awaitEnd(ada, vm.toString());
        world.bean(RestartPolicies.class).set(vm, RestartPolicy.ON_FAILURE, actor(ada));
        world.machine.virsh().crash(vm.value());
        NotificationView again =
                ApiWorld.await().until(() -> list(actor(ada)).getFirst(), n -> n.kind() == NoticeKind.VM_RESTARTED);
        assertThat(again.title()).isEqualTo("web-1 was started again");
    }

    @Test
    void tellsOwnersWhatOthersDoAndNobodyOfWhatIsNotTheirsAnyMore() {
        Tenancy ada = world.newTenancy();
        VmId vm = VmId.parse(world.running(ada, "db-1"));
        Actor administrator = world.people.newAdministrator().actor();
        var machines = world.bean(VirtualMachines.class);
        machines.forceOff(vm, administrator);

        NotificationView off =
                ApiWorld.await().until(() -> list(actor(ada)).getFirst(), n -> n.kind() == NoticeKind.VM_CHANGED);
        assertThat(off.title()).contains("db-1: “Force off” by " + administrator.name());
        world.awaitEnd(ada, vm.toString());

        try (Receiver receiver = new Receiver()) {
            Webhooks webhooks = world.bean(Webhooks.class);
            var hook = webhooks.add("Pager", receiver.url(), actor(ada)).webhook();
            tellOfCrash(vm, "db-1", ada, "due_at = due_at + interval 1 hour", hook.id());
            Tenancy grace = world.newTenancy();
            machines.move(
                    vm, grace.project().id(), Optional.of(grace.person().user().id()), administrator);

            assertThat(list(actor(grace)))
                    .extracting(NotificationView::title)
                    .containsExactly("db-1 was given to you by " + administrator.name());
            assertThat(list(actor(ada))).isEmpty();
            assertThat(notifications.unread(actor(ada))).isZero();
            update("due_at = due_at - interval 1 hour", hook.id());
            ApiWorld.await()
                    .until(() -> webhooks.deliveries(hook.id(), actor(ada))
                                    .getFirst()
                                    .state()
                            == DeliveryState.DROPPED);
            assertThat(receiver.calls()).isEmpty();
        }
    }

    @Test
    void asksTheNearestWhoDecideAndTellsTheDecision() {
        Tenancy ada = world.newTenancy();
        Person manager = world.people.newMember(ada.project().id(), Role.PROJECT_MANAGER);
        Person above = world.people.newTenantAdministrator(ada.project().tenant());
        QuotaPath path = path(ada);
        world.bean(Quotas.class)
                .limitMember(
                        path.tenant(),
                        path.project(),
                        path.member(),
                        Map.of(Dimension.VMS, OptionalLong.of(1)),
                        ApiWorld.SYSTEM);
        var requests = world.bean(QuotaRequests.class);
        var asked = requests.ask(
                new Ask(path, Map.of(new Wanted(Level.MEMBER, Dimension.VMS), 2L), Optional.empty(), "A course."),
                actor(ada));

        assertThat(list(manager.actor()))
                .extracting(NotificationView::kind, NotificationView::text)
                .containsExactly(tuple(
                        NoticeKind.QUOTA_TO_DECIDE,
                        "In " + asked.request().project().inTenant() + ": A course."));
        assertThat(list(above.actor())).isEmpty();
        assertThat(list(actor(ada))).isEmpty();

        requests.refuse(asked.request().id(), "Ask next month.", manager.actor());
        assertThat(list(actor(ada)).getFirst().title()).contains("refused");
        assertThat(list(actor(ada)).getFirst().text()).contains("Ask next month.");

        // Who no longer decides no longer reads what people ask for.
        world.bean(Tenants.class)
                .setMember(ada.project().id(), manager.user().id(), Role.PROJECT_MEMBER, ApiWorld.SYSTEM);
        assertThat(list(world.people.named(manager.user().name()).actor())).isEmpty();
    }

    @Test
    void remindsOnceOfWhatIsAboutToBeDeletedForGood() {
        Tenancy ada = world.newTenancy();
        VmId vm = VmId.parse(world.running(ada, "old-1"));
        world.bean(VirtualMachines.class).delete(vm, actor(ada));
        ApiWorld.await()
                .until(() -> world.bean(VirtualMachines.class)
                        .get(vm, actor(ada))
                        .binned()
                        .isPresent());
        BinReminders reminders = world.bean(BinReminders.class);
        reminders.look();
        assertThat(list(actor(ada))).noneMatch(n -> n.kind() == NoticeKind.REMINDER);

        var soon =
                LocalDateTime.ofInstant(world.bean(Clock.class).instant().plus(Duration.ofHours(20)), ZoneOffset.UTC);
        world.bean(JdbcClient.class)
                .sql("update vm set binned_at = binned_at - interval 6 day, purge_at = ? where id = ?")
                .params(soon, vm.value())
                .update();
        reminders.look();
        reminders.look();

        assertThat(list(actor(ada)))
                .filteredOn(n -> n.kind() == NoticeKind.REMINDER)
                .extracting(NotificationView::title)
                .containsExactly("old-1 will soon be deleted for good");
        world.bean(Deletions.class).forGood(vm, actor(ada));

        // Of two nodes that look at the same moment, one tells.
        NotificationRows rows = world.bean(NotificationRows.class);
        Notice twice = new Notice(
                actor(ada).requireUser(), NoticeKind.REMINDER, "t", "", Optional.empty(), Optional.of("once"));
        assertThat(rows.add(NotificationId.random(), twice, true)).isTrue();
        assertThat(rows.add(NotificationId.random(), twice, true)).isFalse();
    }

    @Test
    void forgetsWhatIsOld() {
        Tenancy ada = world.newTenancy();
        VmId vm = VmId.parse(world.running(ada, "old-2"));
        tellOfCrash(vm, "old-2", ada);
        world.bean(JdbcClient.class)
                .sql("update notification set told_at = told_at - interval 91 day where user_id = ? and kind = ?")
                .params(actor(ada).requireUser().value(), NoticeKind.VM_STOPPED.name())
                .update();
        world.bean(NotificationPruning.class).prune();
        assertThat(list(actor(ada))).extracting(NotificationView::kind).containsExactly(NoticeKind.OPERATION_DONE);
    }

    @Test
    void isWrittenWithWhatItTellsOfOrNotAtAll() {
        Tenancy ada = world.newTenancy();
        VmId vm = VmId.parse(world.running(ada, "tx-1"));
        var transaction = world.bean(TransactionTemplate.class);
        transaction.executeWithoutResult(status -> {
            application.publishEvent(ApiWorld.SYSTEM.did(
                    "vm.crashed", "vm", vm.value(), "tx-1", ada.project().id(), "It crashed."));
            status.setRollbackOnly();
        });
        assertThat(list(actor(ada))).noneMatch(n -> n.kind() == NoticeKind.VM_STOPPED);
    }

    @Test
    void mailsWhoConfirmedTheirAddressAndNobodyElse() throws Exception {
        Tenancy ada = world.newTenancy();
        String address = "ada-" + UUID.randomUUID() + "@example.org";
        MailAddresses addresses = world.bean(MailAddresses.class);
        for (String bad : List.of(
                "ada", "a@b@c.org", "Ada <ada@example.org>", "ada@example.org\r\nBcc: all@example.org", "a,b@c.org")) {
            assertThatThrownBy(() -> addresses.ask(bad, actor(ada))).as(bad).isInstanceOf(InvalidRequest.class);
        }
        VmId vm = VmId.parse(world.running(ada, "mail-1"));
        addresses.ask(address, actor(ada));
        assertThat(addresses.mine(actor(ada)).wanted()).contains(address);
        MimeMessage code = mail(address, 1);
        assertThatThrownBy(() -> addresses.confirm("00000000", actor(ada))).isInstanceOf(Conflict.class);
        Matcher found = CODE.matcher(code.getSubject());
        assertThat(found.find()).isTrue();
        // Nothing goes to an address that nobody has shown to be theirs.
        tellOfCrash(vm, "mail-1", ada);
        addresses.confirm(found.group(1), actor(ada));
        assertThat(addresses.mine(actor(ada)).address()).contains(address);

        tellOfCrash(vm, "mail-1\r\nBcc: everybody@example.org", ada);
        MimeMessage told = mail(address, 2);
        assertThat(told.getSubject()).isEqualTo("[Slipway] mail-1 Bcc: everybody@example.org crashed");
        assertThat(told.getHeader("Bcc")).isNull();
        assertThat(told.getAllRecipients()).hasSize(1);
        assertThat(told.getHeader("List-Unsubscribe")).containsExactly("<https://portal.example.org/account>");
        assertThat(told.getContentType()).startsWith("text/plain");
        assertThat(told.getContent().toString()).contains("It crashed.", "https://portal.example.org/vms/" + vm);
        ApiWorld.await()
                .until(() -> addresses.mine(actor(ada)).latest().getFirst().state() == DeliveryState.DONE);
        assertThat(told.getMessageID())
                .isEqualTo("<" + addresses.mine(actor(ada)).latest().getFirst().id() + "@portal.example.org>");
        assertThat(TestMail.to("everybody@example.org")).isEmpty();

        // Not what is turned off, and nothing once the address is gone.
        NotificationPreferences preferences = world.bean(NotificationPreferences.class);
        preferences.choose(preferences.mine(actor(ada)).with(NoticeKind.VM_STOPPED, Way.MAIL, false), actor(ada));
        int before = addresses.mine(actor(ada)).latest().size();
        tellOfCrash(vm, "mail-1", ada);
        assertThat(addresses.mine(actor(ada)).latest()).hasSize(before);
        addresses.remove(actor(ada));
        assertThat(addresses.mine(actor(ada)).address()).isEmpty();
    }

    @Test
    void callsWebhooksSignedAndAgainUntilTheyAnswer() {
        Tenancy ada = world.newTenancy();
        VmId vm = VmId.parse(world.running(ada, "hook-1"));
        Webhooks webhooks = world.bean(Webhooks.class);
        try (Receiver receiver = new Receiver().answering(503)) {
            Webhooks.Added added = webhooks.add("Pager", receiver.url(), actor(ada));
            tellOfCrash(vm, "hook-1", ada);
            ApiWorld.await().until(() -> !receiver.calls().isEmpty());
            receiver.answering(200);
            DeliveryView done = ApiWorld.await()
                    .until(
                            () -> webhooks.deliveries(added.webhook().id(), actor(ada))
                                    .getFirst(),
                            d -> d.state() == DeliveryState.DONE);

            assertThat(done.attempts()).isBetween(2, 3);
            assertThat(receiver.calls()).hasSize(done.attempts());
            assertThat(receiver.calls()).allSatisfy(call -> {
                assertThat(call.isSignedWith(added.secret())).isTrue();
                assertThat(call.id()).isEqualTo(done.id().toString());
                assertThat(call.body())
                        .contains("\"type\":\"vm.stopped\"", "hook-1 crashed", "https://portal.example.org/vms/" + vm);
            });
            assertThat(kept("sealed_url", "sealed_secret")).noneMatch(text -> text.contains("s3cret"));
            assertThatThrownBy(() -> webhooks.deliveries(
                            added.webhook().id(), world.people.newStranger().actor()))
                    .isInstanceOf(NotFound.class);

            webhooks.test(added.webhook().id(), actor(ada));
            ApiWorld.await().until(() -> receiver.calls().getLast().body().contains("\"type\":\"test\""));
        }
    }

    @Test
    void takesOverWhatANodeHadTakenThatDied() {
        Tenancy ada = world.newTenancy();
        VmId vm = VmId.parse(world.running(ada, "taken-1"));
        Webhooks webhooks = world.bean(Webhooks.class);
        try (Receiver receiver = new Receiver()) {
            var hook = webhooks.add("Pager", receiver.url(), actor(ada)).webhook();
            tellOfCrash(
                    vm,
                    "taken-1",
                    ada,
                    "attempts = 1, taken_by = '" + UUID.randomUUID() + "', taken_until = due_at + interval 1 second",
                    hook.id());
            DeliveryView done = ApiWorld.await()
                    .until(
                            () -> webhooks.deliveries(hook.id(), actor(ada)).getFirst(),
                            d -> d.state() == DeliveryState.DONE);
            assertThat(done.attempts()).isEqualTo(2);
            assertThat(receiver.calls()).hasSize(1);
        }
    }

    @Test
    void turnsAWebhookOffThatNeverAnswersAndSaysSo() {
        Tenancy ada = world.newTenancy();
        VmId vm = VmId.parse(world.running(ada, "dead-1"));
        Webhooks webhooks = world.bean(Webhooks.class);
        try (Receiver receiver = new Receiver().answering(302)) {
            var hook = webhooks.add("Pager", receiver.url(), actor(ada)).webhook();
            tellOfCrash(vm, "dead-1", ada);

            ApiWorld.await().until(() -> list(actor(ada)).stream().anyMatch(n -> n.kind() == NoticeKind.WEBHOOK_OFF));

            assertThat(webhooks.mine(actor(ada)).getFirst().off())
                    .hasValueSatisfying(why -> assertThat(why).contains("It answered 302"));
            DeliveryView failed = webhooks.deliveries(hook.id(), actor(ada)).getFirst();
            assertThat(failed.state()).isEqualTo(DeliveryState.FAILED);
            assertThat(failed.attempts()).isEqualTo(3);
            int calls = receiver.calls().size();
            tellOfCrash(vm, "dead-1", ada);
            assertThat(webhooks.deliveries(hook.id(), actor(ada))).hasSize(1);
            assertThat(receiver.calls()).hasSize(calls);

            webhooks.turnOn(hook.id(), actor(ada));
            receiver.answering(200);
            tellOfCrash(vm, "dead-1", ada);
            ApiWorld.await().until(() -> receiver.calls().size() > calls);
            webhooks.remove(hook.id(), actor(ada));
            assertThat(webhooks.mine(actor(ada))).isEmpty();
        }
    }

    private void tellOfCrash(VmId vm, String name, Tenancy tenancy) {
        application.publishEvent(ApiWorld.SYSTEM.did(
                "vm.crashed", "vm", vm.value(), name, tenancy.project().id(), "It crashed."));
    }

    /** Before anybody can take what is to be delivered. */
    private void tellOfCrash(VmId vm, String name, Tenancy tenancy, String then, WebhookId webhook) {
        world.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            tellOfCrash(vm, name, tenancy);
            update(then, webhook);
        });
    }

    private void update(String then, WebhookId webhook) {
        world.bean(JdbcClient.class)
                .sql("update notice_delivery set " + then + " where webhook_id = ? and state = 'WAITING'")
                .param(webhook.value())
                .update();
    }

    private List<String> kept(String... columns) {
        return world.bean(JdbcClient.class)
                .sql("select concat(" + String.join(", ", columns) + ") from webhook")
                .query((row, n) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                .list();
    }

    private MimeMessage mail(String address, int number) {
        ApiWorld.await().until(() -> TestMail.to(address).size() >= number);
        return TestMail.to(address).get(number - 1);
    }

    private List<NotificationView> list(Actor actor) {
        return notifications.list(false, Optional.empty(), 50, actor);
    }

    private static Actor actor(Tenancy tenancy) {
        return tenancy.person().actor();
    }

    private static QuotaPath path(Tenancy tenancy) {
        var project = tenancy.project();
        var user = tenancy.person().user();
        return new QuotaPath(
                project.tenant(), project.tenantName(), project.id(), project.name(), user.id(), user.name());
    }
}
