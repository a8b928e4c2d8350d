package dev.slipway.identity;

import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.UserId;
import java.text.Normalizer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accounts of people whom an identity provider vouches for, without a password here. Which person has which is known to
 * the caller; a name or an address that somebody else has already is never a reason to give them that account.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ExternalAccounts {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DISPLAY_NAME = 100;
    private static final int TRIES = 50;
    private static final int RANDOM_FROM = 6;

    private final UserRows rows;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ExternalAccounts(UserRows rows, Clock clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.clock = clock;
        this.events = events;
    }

    /** @param wished the name at the provider: theirs here too if it can be, else one like it that is free */
    public UserView open(String wished, String displayName, Actor actor) {
        String name = freeNameLike(wished);
        UserRow row = rows.saveAndFlush(new UserRow(
                UserId.random(),
                name,
                shown(displayName, name),
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        events.publishEvent(actor.did(
                "user.create",
                "user",
                row.id().value(),
                name,
                null,
                "Opened the account " + name + " at first sign-in."));
        return row.view();
    }

    /** The display name follows the provider's. */
    public UserView follow(UserId user, String displayName) {
        UserRow row = rows.findById(user.value()).orElseThrow(() -> NotFound.of("user"));
        String shown = shown(displayName, row.name());
        if (!shown.equals(row.displayName())) {
            row.callThem(shown);
        }
        return row.view();
    }

    private String freeNameLike(String wished) {
        String name = nameLike(wished);
        Stream<String> numbered = IntStream.range(2, RANDOM_FROM).mapToObj(n -> shortened(name, "-" + n));
        Stream<String> random = Stream.generate(
                        () -> shortened(name, "-" + UserId.random().toString().substring(0, 8)))
                .limit(TRIES);
        return Stream.concat(Stream.concat(Stream.of(name), numbered), random)
                .filter(n -> rows.named(n).isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free name like " + name));
    }

    /** What our names cannot hold becomes a hyphen: {@code Zoë Müller} is {@code zoe-muller}. */
    static String nameLike(String wished) {
        String plain = Normalizer.normalize(wished, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
        String name = shortened(plain, "");
        return Users.isName(name) ? name : "user";
    }

    private static String shortened(String name, String end) {
        return name.substring(0, Math.min(name.length(), LONGEST_NAME - end.length())) + end;
    }

    private static String shown(String displayName, String name) {
        String line = displayName
                .codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(LONGEST_DISPLAY_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return line.isEmpty() ? name : line;
    }
}
