package dev.slipway.identity;

import dev.slipway.kernel.Audited;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.SessionId;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is signed in, on all nodes. An ended session is refused with its next request on every node; its open pages and
 * consoles are told at once, by {@link Topic#ACCESS} with the session's id.
 */
@Service
public class Sessions {
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST_AGENT = 255;
    private static final int LONGEST_ORIGIN = 64;

    private final SessionTable table;
    private final UserRows users;
    private final Changes changes;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Sessions(SessionTable table, UserRows users, Changes changes, Clock clock, ApplicationEventPublisher events) {
        this.table = table;
        this.users = users;
        this.changes = changes;
        this.clock = clock;
        this.events = events;
    }

    /** @param userAgent whatever the browser says; kept short and without control characters */
    @Transactional
    public SessionId begin(UserId user, Optional<ProviderSession> provider, String origin, String userAgent) {
        SessionId id = SessionId.random();
        table.add(
                id,
                new SessionTable.Beginning(
                        user, provider, plain(origin, LONGEST_ORIGIN), plain(userAgent, LONGEST_AGENT)),
                now());
        table.signedIn(user, now());
        return id;
    }

    /** Notes that it was seen, once a minute. Why it is over, or empty if it goes on. */
    public Optional<SessionEnd> touch(SessionId session) {
        Optional<SessionTable.State> state = table.state(session);
        if (state.isEmpty() || state.get().end().isPresent()) {
            return Optional.of(state.flatMap(SessionTable.State::end).orElse(SessionEnd.TIMED_OUT));
        }
        Instant recently = now().minus(SEEN_EVERY);
        if (state.get().lastSeenAt().isBefore(recently)) {
            table.seen(session, now(), recently);
        }
        return Optional.empty();
    }

    /** Why it is over, or empty if it goes on. What nobody remembers is over. */
    public Optional<SessionEnd> whyEnded(SessionId session) {
        return table.state(session).map(SessionTable.State::end).orElse(Optional.of(SessionEnd.TIMED_OUT));
    }

    /** One's own that are going on, seen last first. */
    @Transactional(readOnly = true)
    public List<SessionView> list(Actor actor) {
        return table.list(actor.requireUser(), actor.session());
    }

    /** Of anybody, for those with {@code USER_READ} on the platform; one's own for everybody. */
    @Transactional(readOnly = true)
    public List<SessionView> list(UserId user, Actor actor) {
        if (!user.equals(actor.user())) {
            actor.require(Permission.USER_READ, Permission.USER_READ, Scope.PLATFORM, "user");
        }
        if (!users.existsById(user.value())) {
            throw NotFound.of("user");
        }
        return table.list(user, actor.session());
    }

    /** One's own, or anybody's for those with {@code USER_EDIT} on the platform. One that has ended already is not there. */
    @Audited("session.end")
    @RetriesLostRaces
    @Transactional
    public void end(SessionId session, Actor actor) {
        SessionTable.State state = table.state(session)
                .filter(s -> s.end().isEmpty())
                .filter(s -> s.user().equals(actor.user()) || actor.can(Permission.USER_READ, Scope.PLATFORM))
                .orElseThrow(() -> NotFound.of("session"));
        boolean own = state.user().equals(actor.user());
        if (!own) {
            actor.require(Permission.USER_EDIT, Scope.PLATFORM);
        }
        if (!over(session, own ? SessionEnd.ENDED_BY_OWNER : SessionEnd.ENDED_BY_ADMINISTRATOR)) {
            throw NotFound.of("session");
        }
        told(state.user(), "Ended one session.", actor);
    }

    /**
     * All of a person's, or all but one. One's own, or anybody's for those with {@code USER_EDIT} on the platform.
     *
     * @return how many
     */
    @Audited("session.end")
    @RetriesLostRaces
    @Transactional
    public int endAllOf(UserId user, Optional<SessionId> except, Actor actor) {
        boolean own = user.equals(actor.user());
        if (!own) {
            actor.require(Permission.USER_EDIT, Permission.USER_READ, Scope.PLATFORM, "user");
        }
        int ended = endAllOf(user, except, own ? SessionEnd.ENDED_BY_OWNER : SessionEnd.ENDED_BY_ADMINISTRATOR);
        told(user, "Ended " + ended + (ended == 1 ? " session." : " sessions."), actor);
        return ended;
    }

    /** As a part of another use case, which has asked whether it may, and tells the audit. */
    int endAllOf(UserId user, Optional<SessionId> except, SessionEnd why) {
        List<SessionId> those = table.open(user).stream()
                .filter(s -> !except.equals(Optional.of(s)))
                .toList();
        return overAll(those, why);
    }

    /**
     * What an identity provider ends by its back channel, once its logout token was checked: the session that it names,
     * or all of the subject if it names none.
     *
     * @return how many
     */
    @RetriesLostRaces
    @Transactional
    public int endByProvider(String issuer, Optional<String> sid, Optional<String> subject) {
        List<SessionId> those = sid.map(s -> table.openAt(issuer, s))
                .or(() -> subject.map(s -> table.openOfSubject(issuer, s)))
                .orElse(List.of());
        return overAll(those, SessionEnd.PROVIDER_SIGNED_OUT);
    }

    /** When the browser's session with a node is over: signed out, or away for too long. */
    @RetriesLostRaces
    @Transactional
    public void closed(SessionId session, SessionEnd why) {
        over(session, why);
    }

    private int overAll(List<SessionId> sessions, SessionEnd why) {
        return (int) sessions.stream().filter(s -> over(s, why)).count();
    }

    private boolean over(SessionId session, SessionEnd why) {
        boolean now = table.end(session, why, now());
        if (now) {
            changes.announce(Topic.ACCESS, session.value(), null);
        }
        return now;
    }

    private void told(UserId user, String detail, Actor actor) {
        String name = users.findById(user.value()).map(UserRow::name).orElse("");
        events.publishEvent(actor.did("session.end", "user", user.value(), name, null, detail));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String plain(String text, int longest) {
        String line = text.codePoints()
                .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? ' ' : c)
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return line.isEmpty() ? "unknown" : line;
    }
}
