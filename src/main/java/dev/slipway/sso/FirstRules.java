package dev.slipway.sso;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Adds the rules of a file, if there are none: so that a portal without local accounts has a first administrator. */
@Component
class FirstRules implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRules.class);
    private static final TypeReference<List<Written>> RULES = new TypeReference<>() {};

    private final SsoSettings settings;
    private final SignInRules rules;

    FirstRules(SsoSettings settings, SignInRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /** A rule as the API writes it. */
    record Written(
            String claim,
            String value,
            Role role,
            @Nullable String tenant,
            @Nullable String project,
            @Nullable Boolean create) {
        RuleDraft draft() {
            return new RuleDraft(
                    claim,
                    value,
                    role,
                    Optional.ofNullable(tenant),
                    Optional.ofNullable(project),
                    Boolean.TRUE.equals(create));
        }
    }

    @Override
    public void run(ApplicationArguments args) {
        Path file = settings.firstRules();
        Actor system = Actor.system("bootstrap");
        if (file == null
                || file.toString().isBlank()
                || !settings.isOn()
                || !rules.list(system).isEmpty()) {
            return;
        }
        List<Written> written = read(file);
        written.forEach(rule -> rules.add(rule.draft(), system));
        LOG.info("First start of single sign-on: added {} rules of {}", written.size(), file);
    }

    private static List<Written> read(Path file) {
        try {
            return JsonMapper.shared().readValue(Files.readString(file), RULES);
        } catch (IOException e) {
            throw new UncheckedIOException("slipway.sso.first-rules cannot be read: " + file, e);
        }
    }
}
