package dev.slipway.ui.users;

import com.vaadin.flow.component.select.Select;
import dev.slipway.identity.Role;
import java.util.Arrays;
import java.util.Optional;

/** What somebody may be on the platform as a whole. */
enum PlatformRole {
    NONE("None", Optional.empty()),
    AUDITOR("Platform auditor: sees everything, changes nothing", Optional.of(Role.PLATFORM_AUDITOR)),
    ADMINISTRATOR("Platform administrator: may do everything", Optional.of(Role.PLATFORM_ADMIN));

    private final String words;
    private final Optional<Role> role;

    PlatformRole(String words, Optional<Role> role) {
        this.words = words;
        this.role = role;
    }

    Optional<Role> role() {
        return role;
    }

    static PlatformRole of(Optional<Role> role) {
        return Arrays.stream(values())
                .filter(r -> r.role.equals(role))
                .findAny()
                .orElse(NONE);
    }

    static Select<PlatformRole> select() {
        Select<PlatformRole> select = new Select<>();
        select.setLabel("Platform role");
        select.setItems(values());
        select.setItemLabelGenerator(r -> r.words);
        select.setValue(NONE);
        return select;
    }
}
