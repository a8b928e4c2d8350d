package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.ApiWorld.Tenancy;
import dev.slipway.catalog.Images;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Role;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Quotas;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.IsoSamples;
import dev.slipway.testing.SlipwayTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A VM's life as a script lives it. */
@SlipwayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VmRoutesTest {
    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private ApiWorld world;
    private Tenancy home;

    @BeforeAll
    void build() {
        world = new ApiWorld(application, port);
        home = world.home;
    }

    @AfterAll
    void leave() {
        world.close();
    }

    @Test
    void launchesFromADiscWithASecondOne() {
        var system = IsoSamples.published(world.bean(Images.class));
        var drivers = IsoSamples.published(world.bean(Images.class));
        Map<String, Object> body = new HashMap<>(world.body(home, "install-1"));
        body.put("image", system.version().toString());
        body.put("secondDisc", drivers.version().toString());
        body.put("discOutAtReboot", false);

        String vm = home.portal().launch(body);

        var drives = home.api().get("/api/v1/vms/" + vm + "/drives").body();
        assertThat(drives.path(0).path("image").asString())
                .isEqualTo(system.version().toString());
        assertThat(drives.path(0).path("outAtReboot").asBoolean(true)).isFalse();
        assertThat(drives.path(1).path("image").asString())
                .isEqualTo(drivers.version().toString());
        home.portal().awaitStatus(vm, ApiWorld.SOON, "RUNNING");
        world.awaitEnd(home, vm);
        assertThat(home.api()
                        .get("/api/v1/vms/" + vm + "/drives")
                        .body()
                        .path(1)
                        .hasNonNull("fileOnHost"))
                .isFalse();

        body.put("secondDisc", world.image.version().toString());
        assertRefused(body, "image-is-no-disc", "secondDisc");
        body.put("image", world.image.version().toString());
        assertRefused(body, "image-installs-nothing", "secondDisc");
        body.remove("secondDisc");
        body.put("discOutAtReboot", true);
        assertRefused(body, "image-installs-nothing", "discOutAtReboot");
        body.put("secondDisc", "../../etc/passwd");
        assertThat(home.api().post("/api/v1/vms", body).status()).isIn(400, 404, 422);
    }

    private void assertRefused(Map<String, Object> body, String code, String field) {
        Answer refused = home.api().post("/api/v1/vms", body);
        assertThat(refused.text()).contains("\"" + code + "\"", "\"" + field + "\"");
        assertThat(refused.status()).isBetween(400, 422);
    }

    @Test
    void tagsFindsAndChangesManyAtOnce() {
        String on = world.running(home, "bulk-on").toString();
        String absent = UUID.randomUUID().toString();
        String foreign = world.running(world.newTenancy(), "bulk-foreign").toString();
        var tags = Map.of("tags", List.of("course-a", "web", "web"));

        assertThat(tag(on, tags).body().path("tags").toString()).isEqualTo("[\"course-a\",\"web\"]");
        assertThat(tag(on, Map.of("tags", List.of("<b>"))).code()).isEqualTo("tag");
        assertThat(tag(foreign, tags).text()).isEqualTo(tag(absent, tags).text().replace(absent, foreign));
        String list = "/api/v1/vms?project=" + home.project().id() + "&tag=course-a";
        assertThat(home.api().get(list + "&tag=web").body().path("total").asInt())
                .isEqualTo(1);
        assertThat(home.api().get(list + "&tag=db").body().path("total").asInt())
                .isZero();
        assertThat(home.api().get(list + "&tag=%25").status()).isEqualTo(400);

        var wish = Map.of("action", "PAUSE", "vms", List.of(on, absent, foreign, on));
        var preview = home.api().post("/api/v1/vms/bulk/preview", wish).body();
        assertThat(preview.path("willBeDone").asInt()).isEqualTo(1);
        assertThat(preview.path("consequences").toString()).contains("1 VM stands still until resumed");
        var done = home.api().post("/api/v1/vms/bulk", wish);
        assertThat(done.status()).isEqualTo(200);
        var vms = done.body().path("vms");
        assertThat(vms.size()).isEqualTo(3);
        String operation = vms.path(0).path("operation").asString();
        assertThat(home.api().get("/api/v1/operations/" + operation).status()).isEqualTo(200);
        assertThat(vms.path(1).path("problem").path("code").asString()).isEqualTo("not-found");
        assertThat(vms.path(2).toString()).isEqualTo(vms.path(1).toString().replace(absent, foreign));
        home.portal().awaitStatus(on, ApiWorld.SOON, "PAUSED");

        for (var bad : List.of(
                Map.of("action", "FLY", "vms", List.of(on)),
                Map.of("action", "START", "vms", List.of()),
                Map.of("action", "START", "vms", List.of("../" + on)),
                Map.of("action", "START", "vms", List.of(on), "tag", "a"),
                Map.of("action", "ADD_TAG", "vms", List.of(on)))) {
            assertThat(home.api().post("/api/v1/vms/bulk", bad).status())
                    .as(bad.toString())
                    .isEqualTo(400);
        }
    }

    private Answer tag(String vm, Map<String, List<String>> tags) {
        return put("/api/v1/vms/" + vm + "/tags", tags);
    }

    private Answer put(String path, Object body) {
        return home.api()
                .send(
                        "PUT",
                        path,
                        BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)),
                        "Content-Type",
                        "application/json");
    }

    @Test
    void savesFiltersForOneself() {
        var body = Map.of(
                "name",
                "Course",
                "project",
                home.project().id().toString(),
                "tag",
                List.of("course-a"),
                "status",
                List.of("RUNNING"));

        Answer saved = home.api().post("/api/v1/me/vm-filters", body);

        assertThat(saved.status()).isEqualTo(201);
        String id = saved.body().path("id").asString();
        assertThat(home.api().get("/api/v1/me/vm-filters").text()).contains(id, "course-a", "RUNNING");
        assertThat(home.api().post("/api/v1/me/vm-filters", body).code()).isEqualTo("name-taken");
        assertThat(home.api().delete("/api/v1/me/vm-filters/" + id).status()).isEqualTo(204);
        assertThat(home.api().delete("/api/v1/me/vm-filters/" + id).status()).isEqualTo(404);
    }

    @Test
    void saysUntilWhenAVmStaysAndWhenItIsOn() {
        String vm = world.running(home, "ends");
        String path = "/api/v1/vms/" + vm;
        assertThat(home.api().get(path + "/lease").body().path("endsAt").asString(""))
                .isEmpty();
        assertThat(home.api().post(path + "/lease/extend", Map.of()).code()).isEqualTo("lease-none");
        var schedule = Map.of(
                "times",
                List.of(Map.of("days", List.of("MONDAY", "TUESDAY"), "from", "08:00", "until", "24:00")),
                "zone",
                "Europe/Berlin");

        Answer set = put(path + "/power-schedule", schedule);

        assertThat(set.status()).isEqualTo(200);
        assertThat(set.body().path("hoursOffAWeek").asLong()).isEqualTo(136);
        assertThat(put(path + "/power-schedule/skip", Map.of("skip", true))
                        .body()
                        .path("skips")
                        .asBoolean())
                .isTrue();
        assertThat(put(path + "/power-schedule", Map.of("times", List.of(), "zone", "UTC"))
                        .code())
                .isEqualTo("power-schedule");
        assertThat(home.api().delete(path + "/power-schedule").status()).isEqualTo(204);
        assertThat(home.api().get(path + "/power-schedule").body().path("times"))
                .isEmpty();
        assertThat(put(path + "/power-schedule/skip", Map.of("skip", true)).code())
                .isEqualTo("schedule-none");
    }

    @Test
    void launchesAndTellsWhereToLook() {
        Answer launched = home.api().post("/api/v1/vms", world.body(home, "web-1"));

        assertThat(launched.status()).isEqualTo(202);
        String vm = launched.body().path("id").asString();
        String operation = launched.body().path("operation").path("id").asString();
        assertThat(launched.headers().get("location")).containsExactly("/api/v1/vms/" + vm);
        assertThat(home.api().get("/api/v1/operations/" + operation).status()).isEqualTo(200);
        var running = home.portal().awaitStatus(vm, ApiWorld.SOON, "RUNNING");
        assertThat(running.path("name").asString()).isEqualTo("web-1");
        assertThat(running.path("projectId").asString())
                .isEqualTo(home.project().id().toString());
        assertThat(running.path("memoryMib").asLong()).isEqualTo(256);
        assertThat(running.path("createdAt").asString()).matches("20\\d\\d-.*Z");
        world.awaitEnd(home, vm);
        assertThat(home.portal().vm(vm).path("refusedActions").propertyNames())
                .containsExactlyInAnyOrder(
                        "START",
                        "RESUME",
                        "MOVE",
                        "MIGRATE",
                        "PROMOTE",
                        "REBUILD",
                        "RESTORE",
                        "UNDELETE",
                        "RESCUE",
                        "LEAVE_RESCUE",
                        "RESTORE_BACKUP");
        var ended = home.api().get("/api/v1/operations/" + operation).body();
        assertThat(ended.path("state").asString()).isEqualTo("DONE");
        assertThat(ended.path("percent").asInt()).isEqualTo(100);
        assertThat(ended.path("steps"))
                .isNotEmpty()
                .allMatch(s -> s.path("state").asString().equals("DONE"));
        assertThat(home.api().get("/api/v1/vms/" + vm + "/activity").text()).contains("vm.launch");
    }

    @Test
    void rebuildsWhatIsOff() {
        String vm = world.running(home, "rebuilt");
        String path = "/api/v1/vms/" + vm + "/rebuild";
        assertThat(home.api().post(path, Map.of()).code()).isEqualTo("vm-on");
        home.portal().act(vm, "force-off");
        home.portal().awaitStatus(vm, ApiWorld.SOON, "STOPPED");
        world.awaitEnd(home, vm);

        Answer foreign = home.api().post(path, Map.of("image", UUID.randomUUID().toString()));
        Answer accepted =
                home.api().post(path, Map.of("image", world.image.version().toString()));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(accepted.body().path("kind").asString()).isEqualTo("rebuild-vm");
        world.awaitEnd(home, vm);
        assertThat(home.portal().vm(vm).path("status").asString()).isEqualTo("STOPPED");
        assertThat(home.api().get("/api/v1/vms/" + vm + "/activity").text()).contains("vm.rebuild");
    }

    @Test
    void saysWhyItIsWhereItIsAndNamesHostsOnlyToThoseWhoSeeThem() {
        String vm = world.running(home, "placed");
        String path = "/api/v1/vms/" + vm + "/placement";

        Answer member = home.api().get(path);
        Answer auditor =
                world.client(world.people.newOnPlatform(Role.PLATFORM_AUDITOR)).get(path);

        assertThat(member.body().path("sentence").asString()).startsWith("Chosen as the best of ");
        assertThat(member.body().path("hosts")).isEmpty();
        assertThat(member.text()).doesNotContain(world.host.name());
        assertThat(auditor.body().path("hosts").path(0).path("host").asString()).isEqualTo(world.host.name());
        assertThat(auditor.body().path("hosts").path(0).path("verdict").asString())
                .contains("score");
    }

    @Test
    void theSameKeyIsTheSameLaunch() {
        String key = "launch " + UUID.randomUUID();
        var body = world.body(home, "twice");

        Answer first = home.api().post("/api/v1/vms", body, "Idempotency-Key", key);
        Answer again = home.api().post("/api/v1/vms", body, "Idempotency-Key", key);
        body.put("name", "thrice");
        Answer other = home.api().post("/api/v1/vms", body, "Idempotency-Key", key);

        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(again.status()).as(again.text()).isEqualTo(202);
        assertThat(again.body().path("id")).isEqualTo(first.body().path("id"));
        assertThat(again.body().path("operation").path("id"))
                .isEqualTo(first.body().path("operation").path("id"));
        assertThat(again.headers().get("location")).isEqualTo(first.headers().get("location"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(world.names(home, "&search=twice")).hasSize(1);
        assertThat(world.names(home, "&search=thrice")).isEmpty();

        Tenancy others = world.newTenancy();
        Answer theirs = others.api().post("/api/v1/vms", world.body(others, "twice"), "Idempotency-Key", key);
        assertThat(theirs.status()).as(theirs.text()).isEqualTo(202);
        assertThat(theirs.body().path("id")).isNotEqualTo(first.body().path("id"));
    }

    @Test
    void refusesKeysThatCannotBeKept() {
        for (String key : List.of("", "k".repeat(101), "tab\tinside")) {
            Answer refused = home.api().post("/api/v1/vms", world.body(home, "keyless"), "Idempotency-Key", key);
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("idempotency-key");
        }
        assertThat(world.names(home, "&search=keyless")).isEmpty();
    }

    @Test
    void manySubmitsAtOnceAreOneVm() throws Exception {
        var answers = new ArrayList<Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> submit =
                    () -> home.api().post("/api/v1/vms", world.body(home, "rush"), "Idempotency-Key", "rush");
            for (var future : threads.invokeAll(java.util.Collections.nCopies(8, submit))) {
                answers.add(future.get());
            }
        }
        assertThat(answers).allSatisfy(a -> assertThat(a.status()).as(a.text()).isEqualTo(202));
        var ids = new HashSet<String>();
        answers.forEach(a -> ids.add(a.body().path("id").asString()));
        assertThat(ids).hasSize(1);
        assertThat(world.names(home, "&search=rush")).containsExactly("rush");
    }

    @Test
    void doesEveryActionAndLeavesNothing() {
        Tenancy tenancy = world.newTenancy();
        var before = tenancy.portal().usage();
        String vm = world.running(tenancy, "worker");

        assertThat(refused(tenancy, vm, "start")).isEqualTo("vm-on");
        Answer ticket = tenancy.api().post("/api/v1/vms/" + vm + "/console-tickets", "");
        assertThat(ticket.status()).as(ticket.text()).isEqualTo(201);
        assertThat(ticket.body().path("tunnel").asString())
                .startsWith("/")
                .contains(ticket.body().path("ticket").asString());

        act(tenancy, vm, "reboot", "RUNNING");
        act(tenancy, vm, "shutdown", "STOPPED");
        for (String action : List.of("shutdown", "reboot", "force-off")) {
            assertThat(refused(tenancy, vm, action)).isEqualTo("vm-off");
        }
        assertThat(tenancy.api()
                        .post("/api/v1/vms/" + vm + "/console-tickets", "")
                        .code())
                .isEqualTo("vm-off");
        act(tenancy, vm, "start", "RUNNING");
        act(tenancy, vm, "hibernate", "HIBERNATED");
        act(tenancy, vm, "force-off", "STOPPED");
        Answer odd = tenancy.api().post("/api/v1/vms/" + vm + "/actions/explode", "");
        assertThat(odd.status()).isEqualTo(400);
        assertThat(odd.code()).isEqualTo("unknown-action");

        tenancy.portal().deleteAndWait(vm);
        assertThat(tenancy.portal().usage()).isEqualTo(before);
        assertThat(tenancy.api().delete("/api/v1/vms/" + vm).status()).isEqualTo(404);
    }

    @Test
    void deletesIntoTheRecycleBinUnlessItIsProtected() {
        Tenancy tenancy = world.newTenancy();
        var before = tenancy.portal().usage();
        String vm = world.running(tenancy, "precious");
        String address = "/api/v1/vms/" + vm;
        var shown = protect(tenancy, vm, "{\"on\": true}").body();
        assertThat(shown.path("deleteProtected").asBoolean()).isTrue();
        for (Answer refused :
                List.of(tenancy.api().delete(address), tenancy.api().post(address + "/purge", ""))) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("vm-protected");
        }
        assertThat(protect(tenancy, vm, "{}").status()).isEqualTo(400);
        assertThat(protect(world.newTenancy(), vm, "{}").status()).isEqualTo(404);
        protect(tenancy, vm, "{\"on\": false}");

        assertThat(tenancy.api().delete(address).status()).isEqualTo(202);
        var binned = tenancy.portal().awaitStatus(vm, ApiWorld.SOON, "BINNED");
        assertThat(binned.path("purgeAt").asString())
                .isGreaterThan(binned.path("binnedAt").asString());
        assertThat(world.names(tenancy, "")).isEmpty();
        assertThat(world.names(tenancy, "&status=BINNED")).containsExactly("precious");
        assertThat(tenancy.api().delete(address).code()).isEqualTo("vm-binned");
        assertThat(tenancy.api()
                        .post(address + "/undelete", "")
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("STOPPED");
        assertThat(tenancy.api().post(address + "/undelete", "").code()).isEqualTo("vm-not-binned");

        tenancy.portal().deleteAndWait(vm);
        assertThat(tenancy.portal().usage()).isEqualTo(before);
    }

    @Test
    void showsTheCostBeforeAndRefusesWithFacts() {
        Tenancy tenancy = world.newTenancy();
        var project = tenancy.project();
        String preview = "/api/v1/projects/" + project.id() + "/quota/preview?size=" + world.size.id();
        assertThat(tenancy.api().get(preview).body().path("fits").asBoolean()).isTrue();
        world.bean(Quotas.class)
                .limitProject(
                        project.tenant(),
                        project.id(),
                        Map.of(Dimension.MEMORY_MIB, OptionalLong.of(300)),
                        ApiWorld.SYSTEM);
        world.running(tenancy, "first");

        var shown = tenancy.api().get(preview).body();
        assertThat(shown.path("fits").asBoolean()).isFalse();
        assertThat(shown.path("refusals")).isNotEmpty();
        assertThat(shown.path("lines")).isNotEmpty();
        Answer refused = tenancy.api().post("/api/v1/vms", world.body(tenancy, "second"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("quota-exceeded");
        assertThat(refused.headers().get("content-type")).containsExactly("application/problem+json");
        var facts = refused.body();
        assertThat(facts.path("dimension").asString()).isEqualTo("MEMORY_MIB");
        assertThat(facts.path("level").asString()).isEqualTo("PROJECT");
        assertThat(facts.path("levelName").asString()).isEqualTo(project.name());
        assertThat(facts.path("limit").asLong()).isEqualTo(300);
        assertThat(facts.path("used").asLong()).isEqualTo(256);
        assertThat(facts.path("missing").asLong()).isEqualTo(212);
        assertThat(facts.path("detail").asString()).contains("256");
        assertThat(world.names(tenancy, "")).containsExactly("first");

        var lines =
                tenancy.api().get("/api/v1/projects/" + project.id() + "/quota").body();
        assertThat(lines.valueStream())
                .anySatisfy(line -> {
                    assertThat(line.path("level").asString()).isEqualTo("PROJECT");
                    assertThat(line.path("dimension").asString()).isEqualTo("MEMORY_MIB");
                    assertThat(line.path("used").asLong()).isEqualTo(256);
                    assertThat(line.path("room").asLong()).isEqualTo(44);
                })
                .anySatisfy(line -> assertThat(line.path("limit").isNull()).isTrue());
    }

    @Test
    void pagesSortsSearchesAndFilters() {
        Tenancy tenancy = world.newTenancy();
        for (String name : List.of("web-b", "db-1", "web-a")) {
            world.running(tenancy, name);
        }
        String stopped = tenancy.api()
                .get("/api/v1/vms?search=db-1&project=" + tenancy.project().id())
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        act(tenancy, stopped, "force-off", "STOPPED");

        assertThat(world.names(tenancy, "")).containsExactly("web-a", "db-1", "web-b");
        assertThat(world.names(tenancy, "&sort=name")).containsExactly("db-1", "web-a", "web-b");
        assertThat(world.names(tenancy, "&sort=name,desc")).containsExactly("web-b", "web-a", "db-1");
        assertThat(world.names(tenancy, "&search=WEB&sort=createdAt")).containsExactly("web-b", "web-a");
        assertThat(world.names(tenancy, "&search=%25")).isEmpty();
        assertThat(world.names(tenancy, "&status=STOPPED")).containsExactly("db-1");
        assertThat(world.names(tenancy, "&status=STOPPED,RUNNING&sort=name&size=2"))
                .containsExactly("db-1", "web-a");
        assertThat(world.names(tenancy, "&sort=name&size=2&page=1")).containsExactly("web-b");
        var past = tenancy.api()
                .get("/api/v1/vms?page=7&size=200&project=" + tenancy.project().id())
                .body();
        assertThat(past.path("items")).isEmpty();
        assertThat(past.path("total").asInt()).isEqualTo(3);
        assertThat(past.path("page").asInt()).isEqualTo(7);
        assertThat(past.path("size").asInt()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "page=-1, page",
        "page=1000001, page",
        "page=x, page",
        "page=99999999999, page",
        "size=0, size",
        "size=201, size",
        "sort=hostId, sort",
        "'sort=name,up', sort",
        "'sort=name,', sort",
        "sort=name;drop, sort",
        "sort=, sort",
        "status=BROKEN, status"
    })
    void refusesPagesOutOfBounds(String parameter, String field) {
        Answer refused = home.api().get("/api/v1/vms?project=" + home.project().id() + "&" + parameter);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.body().path("field").asString()).isEqualTo(field);
    }

    @Test
    void listsOperationsAndTurnsThemRound() {
        Tenancy tenancy = world.newTenancy();
        String operations = "/api/v1/operations?project=" + tenancy.project().id();
        assertThat(tenancy.api().get(operations).body().path("total").asInt()).isZero();
        String vm = world.running(tenancy, "steady");
        var listed = tenancy.api().get(operations).body();
        assertThat(listed.path("total").asInt()).isEqualTo(1);
        var launch = listed.path("items").path(0);
        assertThat(launch.path("targetId").asString()).isEqualTo(vm);
        Answer late =
                tenancy.api().post("/api/v1/operations/" + launch.path("id").asString() + "/cancel", "");
        assertThat(late.status()).isEqualTo(202);
        assertThat(late.body().path("state").asString()).isEqualTo("DONE");

        world.machine.fail(SimulatedCall.CREATE_OVERLAY, Fault.busy().always());
        try {
            Answer launched = tenancy.api().post("/api/v1/vms", world.body(tenancy, "never"));
            String operation = launched.body().path("operation").path("id").asString();
            assertThat(tenancy.api()
                            .post("/api/v1/operations/" + operation + "/cancel", "")
                            .status())
                    .isEqualTo(202);
            var ended = ApiWorld.await()
                    .until(
                            () -> tenancy.api()
                                    .get("/api/v1/operations/" + operation)
                                    .body(),
                            o -> o.path("ended").asBoolean());
            assertThat(ended.path("state").asString()).isEqualTo("UNDONE");
            assertThat(ended.path("problem").asString()).isNotBlank();
            assertThat(ended.path("problemCode").asString()).isNotBlank();
        } finally {
            world.machine.recover();
        }
    }

    private void act(Tenancy tenancy, String vm, String action, String status) {
        tenancy.portal().act(vm, action);
        world.awaitEnd(tenancy, vm);
        tenancy.portal().awaitStatus(vm, ApiWorld.SOON, status);
    }

    private static Answer protect(Tenancy tenancy, String vm, String body) {
        var sent = BodyPublishers.ofString(body);
        return tenancy.api()
                .send("PUT", "/api/v1/vms/" + vm + "/delete-protection", sent, "Content-Type", "application/json");
    }

    private static String refused(Tenancy tenancy, String vm, String action) {
        Answer answer = tenancy.api().post("/api/v1/vms/" + vm + "/actions/" + action, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        return answer.code();
    }
}
