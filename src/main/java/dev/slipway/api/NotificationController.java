package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.NotificationId;
import dev.slipway.notice.NoticeKind;
import dev.slipway.notice.NotificationPreferences;
import dev.slipway.notice.NotificationView;
import dev.slipway.notice.Notifications;
import dev.slipway.notice.Preferences;
import dev.slipway.notice.Way;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "Notifications")
class NotificationController {
    private final Notifications notifications;
    private final NotificationPreferences preferences;
    private final Clock clock;

    NotificationController(Notifications notifications, NotificationPreferences preferences, Clock clock) {
        this.notifications = notifications;
        this.preferences = preferences;
        this.clock = clock;
    }

    /** @param type as webhooks are told @param path where in the portal to look */
    record NotificationBody(
            String id,
            NoticeKind kind,
            String type,
            String title,
            String text,
            @Nullable String path,
            Instant at,
            boolean read) {
        static NotificationBody of(NotificationView n) {
            return new NotificationBody(
                    n.id().toString(),
                    n.kind(),
                    n.kind().type(),
                    n.title(),
                    n.text(),
                    n.path().orElse(null),
                    n.at(),
                    n.read());
        }
    }

    /** @param unread of all, counted to 100 */
    record NotificationsBody(List<NotificationBody> items, int unread) {}

    /** @param until absent = now; what was told later stays unread */
    record ReadBody(@Nullable Instant until) {}

    /** @param about one sentence for people */
    record PreferenceBody(NoticeKind kind, String about, Set<Way> ways) {}

    @GetMapping("/notifications")
    @Operation(summary = "What I was told in the portal, the newest first; before=ID for those told before that one")
    NotificationsBody list(
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        int most = Paging.of(0, size).getPageSize();
        Optional<NotificationId> from = Optional.ofNullable(before).map(NotificationId::parse);
        return new NotificationsBody(
                notifications.list(unread, from, most, actor).stream()
                        .map(NotificationBody::of)
                        .toList(),
                notifications.unread(actor));
    }

    @PostMapping("/notifications/{notification}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark a notification as read")
    void read(@PathVariable String notification, Actor actor) {
        notifications.markRead(NotificationId.parse(notification), actor);
    }

    @PostMapping("/notifications/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark all notifications as read")
    void readAll(@RequestBody ReadBody body, Actor actor) {
        notifications.markAllRead(body.until() == null ? clock.instant() : body.until(), actor);
    }

    @GetMapping("/notification-preferences")
    @Operation(summary = "What I am told of, and how")
    List<PreferenceBody> preferences(Actor actor) {
        Preferences mine = preferences.mine(actor);
        return Arrays.stream(NoticeKind.values())
                .map(kind -> new PreferenceBody(kind, kind.sentence(), mine.ways(kind)))
                .toList();
    }

    @PutMapping("/notification-preferences")
    @Operation(summary = "Choose what to be told of, and how; kinds that are left out are told as usual")
    List<PreferenceBody> choose(@RequestBody Map<NoticeKind, Set<Way>> body, Actor actor) {
        preferences.choose(
                new Preferences(body.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> Fields.present("ways", e.getValue())))),
                actor);
        return preferences(actor);
    }
}
