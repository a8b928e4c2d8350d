package dev.slipway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.ApiWorld;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.testing.Golden;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.bulk.BulkPreview;
import dev.slipway.vm.bulk.BulkResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every method of every façade, called with real things of one project by everybody; what it changed is rolled back. */
@SlipwayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FacadeAccessTest {
    private static final String HEAD = """
            # Who gets what from the inner calls

            Screens and the API call these, and nothing else does the work; so what is refused here is refused everywhere. Each
            is called on real things of one project by everybody. This page is written by the test that calls, and compared by
            it: a call that is not here, or that answers otherwise, fails the build.

            ✔ allowed · 403 theirs to see but not to do, and the answer says who may · 404 not theirs, which reads the same as
            not there · none: an empty answer, as for what is not there. A list that is asked for by no id is ✔ for everybody, and
            holds only what is theirs. Administration as a whole is no secret: those who have no part in it get 403 for its lists
            and for what makes something new, and 404 for a thing in it.

            What a platform auditor or a project viewer may call is watched by the database's own count of statements that write:
            it sends none, but for what is their own (keys, tokens, name, password, second factor, sessions, notifications, leaving a project).
            A tenant's limits are nothing to those who are only in its projects. A request is for its asker, and for those who
            decide; a launch that waits for one is its asker's alone (here none waits, so 404 for everybody); where requests stand is asked by background work only.

            """;

    private static final String INNER = """

            ## Calls that trust their caller

            They are steps of other calls, which have asked, or of background work. Some take a name, to tell the audit whose work
            it is. This list may only become shorter.

            """;

    /** More calls without a name need a reason that everybody agrees to. */
    private static final int MOST_NAMELESS = 46;

    /** Neither screens nor routes may use them, which {@code ModuleWallsTest} holds them to: no person comes near. */
    private static final Set<String> BEHIND_WALLS = Set.of("dev.slipway.placement");

    /** They take an actor only to name it. {@code ChargeFencesTest} keeps the edges from them. */
    private static final Set<String> INNER_CALLS =
            Set.of("Operations.submit", "Grants.give", "ProvidedMemberships.replace", "ExternalAccounts.open");

    /** What everybody has of their own, and may change without any role. */
    private static final Set<String> OWN = Set.of(
            "Favourites.mark",
            "Favourites.unmark",
            "Notifications.markRead",
            "Notifications.markAllRead",
            "NotificationPreferences.choose",
            "MailAddresses.ask",
            "MailAddresses.confirm",
            "MailAddresses.remove",
            "Webhooks.add",
            "Webhooks.remove",
            "Webhooks.test",
            "Webhooks.turnOn",
            "SavedFilters.save",
            "SavedFilters.remove",
            "SshKeys.add",
            "SshKeys.remove",
            "ApiTokens.issue",
            "ApiTokens.revoke",
            "ApiTokens.revokeAll",
            "SecondFactors.begin",
            "SecondFactors.confirm",
            "SecondFactors.turnOff",
            "Sessions.end",
            "Users.rename",
            "Users.changePassword",
            "Members.leave");

    /** Of sizes only, which are offered to every tenant. */
    private static final Set<String> EVERYBODYS = Set.of("Sizes.get");

    /** Background work's, and those that need a launch that failed: {@code PlannedLaunchesTest} tries them. */
    private static final Set<String> NOBODYS = Set.of(
            "`PlannedLaunches.drop(request)`", "`PlannedLaunches.retry(request)`", "`QuotaRequests.states(requests)`");

    /** How answers read that tell nothing. */
    private static final Set<String> NONE = Set.of("[]", "{}", "Optional.empty", "false", "0");

    /** Those who only look. */
    private static final Set<Who> LOOKING = EnumSet.of(Who.AUDITOR, Who.VIEWER);

    private static final Set<Who> CALLERS = EnumSet.complementOf(EnumSet.of(Who.NOBODY));

    @Autowired
    ApplicationContext application;

    @Autowired
    PlatformTransactionManager transactions;

    @LocalServerPort
    int port;

    private final Sheet sheet = new Sheet(CALLERS);
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> nameless = new TreeSet<>();
    private ApiWorld world;
    private Cast cast;
    private Things things;
    private Arguments arguments;
    private Collection<String> secrets = List.of();
    private Writes writes;

    @BeforeAll
    void callAll() {
        writes = new Writes(application);
        world = new ApiWorld(application, port);
        cast = new Cast(world);
        things = new Things(world, cast);
        secrets = things.secrets();
        things.id("user");
        arguments = new Arguments(world, things);
        application.getBeansWithAnnotation(Service.class).values().stream()
                .filter(facade -> type(facade).getPackageName().startsWith("dev.slipway"))
                .filter(facade -> !BEHIND_WALLS.contains(type(facade).getPackageName()))
                .sorted(Comparator.comparing(facade -> type(facade).getSimpleName()))
                .forEach(facade -> methods(type(facade)).forEach(method -> callOne(facade, type(facade), method)));
    }

    @AfterAll
    void leave() {
        world.close();
    }

    @Test
    void everyCallAnswersEverybodyAsWritten() throws Exception {
        Golden.page("facade-access.md")
                .says(HEAD
                        + sheet.table("Call")
                        + INNER
                        + nameless.stream().map(name -> "- " + name + "\n").collect(Collectors.joining()));
        assertThat(nameless).hasSizeLessThanOrEqualTo(MOST_NAMELESS);
    }

    @Test
    void callsAskWhoItIsBeforeAnythingElse() {
        assertThat(wrong).isEmpty();
    }

    /** A row that is 404 for everybody tries nothing. */
    @Test
    void somebodyMayDoEachOfThem() {
        List<String> tried = sheet.doors(Who.ADMIN, Sheet.YES::equals);
        List<String> owners = sheet.doors(Who.OWNER, Sheet.YES::equals);
        assertThat(sheet.doors(Who.ADMIN, answer -> true))
                .filteredOn(call -> !tried.contains(call) && !owners.contains(call))
                .containsExactlyInAnyOrderElementsOf(NOBODYS);
    }

    private static Class<?> type(Object facade) {
        return AopUtils.getTargetClass(facade);
    }

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m ->
                        Modifier.isPublic(m.getModifiers()) && !m.isSynthetic() && !Modifier.isStatic(m.getModifiers()))
                .sorted(Comparator.comparing((Method m) -> name(type, m)));
    }

    private static String name(Class<?> type, Method method) {
        return "`"
                + type.getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameters())
                        .filter(p -> p.getType() != Actor.class)
                        .map(Parameter::getName)
                        .collect(Collectors.joining(", ", "(", ")`"));
    }

    private void callOne(Object facade, Class<?> type, Method method) {
        String name = name(type, method);
        if (List.of(method.getParameterTypes()).contains(Actor.class) && !INNER_CALLS.contains(shortName(method))) {
            try {
                CALLERS.forEach(who -> sheet.add(List.of(name), who, call(facade, method, name, who)));
            } catch (AssertionError e) {
                wrong.add(name + " cannot be called: " + e.getMessage());
            }
        } else {
            nameless.add(name);
        }
    }

    private String call(Object facade, Method method, String name, Who who) {
        Object[] given = arguments.of(method, cast.person(who).actor());
        var transaction = new TransactionTemplate(transactions);
        return transaction.execute(status -> {
            status.setRollbackOnly();
            try {
                long before = writes.soFar();
                Object result = method.invoke(facade, given);
                long written = writes.soFar() - before;
                if (written > 0 && LOOKING.contains(who) && !OWN.contains(shortName(method))) {
                    wrong.add(written + " statements that write: " + name + " by " + who.words());
                }
                return result instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof BulkResult one
                        ? each(method, name, who, one)
                        : look(method, who, result);
            } catch (InvocationTargetException e) {
                return refusal(method, name, who, e.getCause());
            } catch (IllegalAccessException e) {
                throw new AssertionError(name, e);
            }
        });
    }

    /** One of many, answered as it would be by itself. */
    private String each(Method method, String name, Who who, BulkResult one) {
        return one.refusal().map(why -> refusal(method, name, who, why)).orElse(Sheet.YES);
    }

    private String look(Method method, Who who, Object result) {
        String words = switch (result) {
            case null -> "null";
            case Page<?> page -> page.getContent().toString();
            // By the ids that one gave.
            case BulkPreview preview ->
                preview.vms().stream().map(BulkPreview.Line::name).toList()
                        + preview.consequences().toString();
            default -> result.toString();
        };
        if (who == Who.STRANGER) {
            // What one tried oneself is in one's own activity, by the id that one gave.
            if (secrets.stream().anyMatch(words::contains) && !shortName(method).equals("AuditTrail.mine")) {
                wrong.add("tells a stranger: " + method + " = " + words);
            }
            if (Arguments.namesThings(method)) {
                if (NONE.contains(words)) {
                    return "none";
                }
                if (!EVERYBODYS.contains(shortName(method))) {
                    wrong.add("lets a stranger: " + method + " = " + words);
                }
            }
        }
        return Sheet.YES;
    }

    private static String shortName(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private String refusal(Method method, String name, Who who, Throwable failure) {
        String what = name + " for " + who.words() + ": " + failure;
        return switch (failure) {
            case NotFound p -> "404";
            case Forbidden p -> {
                if (!Refusals.namesWhoMay(String.valueOf(p.getMessage()))) {
                    wrong.add("names nobody who may: " + what);
                }
                yield "403";
            }
            case Problem p -> {
                if (who == Who.STRANGER && Arguments.namesThings(method)) {
                    wrong.add("told a stranger how it stands: " + what);
                }
                yield Sheet.YES;
            }
            default -> {
                wrong.add("failed: " + what);
                yield "failed";
            }
        };
    }
}
