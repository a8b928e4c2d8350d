package dev.slipway.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.ui.audit.ActivityView;
import dev.slipway.ui.audit.AuditView;
import dev.slipway.ui.catalog.ImagesView;
import dev.slipway.ui.catalog.SigningKeysView;
import dev.slipway.ui.catalog.SizesView;
import dev.slipway.ui.catalog.WarmPoolsView;
import dev.slipway.ui.host.HostsView;
import dev.slipway.ui.network.NetworksView;
import dev.slipway.ui.notice.NotificationsView;
import dev.slipway.ui.profile.SshKeysView;
import dev.slipway.ui.profile.TokensView;
import dev.slipway.ui.quota.QuotaView;
import dev.slipway.ui.quota.TemplatesView;
import dev.slipway.ui.request.RequestsView;
import dev.slipway.ui.session.Needs;
import dev.slipway.ui.signin.SignInRulesView;
import dev.slipway.ui.tenant.MembersView;
import dev.slipway.ui.tenant.MyTenantView;
import dev.slipway.ui.tenant.TenantsView;
import dev.slipway.ui.usage.AdminUsageView;
import dev.slipway.ui.usage.UsageView;
import dev.slipway.ui.users.UsersView;
import dev.slipway.ui.vm.BackupsView;
import dev.slipway.ui.vm.DisksView;
import dev.slipway.ui.vm.RecycleBinView;
import dev.slipway.ui.vm.VmListView;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The screens that the navigation leads to, in its order. Each is shown to whom it opens for, which the screen itself
 * says by {@link Needs}; the address is the screen's own too.
 */
public enum Place {
    VMS(Group.WORK, "My VMs", VaadinIcon.DESKTOP, VmListView.class),
    DISKS(Group.WORK, "Disks", VaadinIcon.HARDDRIVE, DisksView.class),
    BACKUPS(Group.WORK, "Backups", VaadinIcon.ARCHIVE, BackupsView.class),
    RECYCLE_BIN(Group.WORK, "Recycle bin", VaadinIcon.TRASH, RecycleBinView.class),
    QUOTA(Group.WORK, "Quota", VaadinIcon.PIE_CHART, QuotaView.class),
    REQUESTS(Group.WORK, "Requests", VaadinIcon.ENVELOPE_OPEN, RequestsView.class),
    NOTIFICATIONS(Group.WORK, "Notifications", VaadinIcon.BELL_O, NotificationsView.class),
    USAGE(Group.WORK, "Usage", VaadinIcon.CHART, UsageView.class),
    ACTIVITY(Group.WORK, "Activity", VaadinIcon.TIME_BACKWARD, ActivityView.class),
    MEMBERS(Group.WORK, "Members", VaadinIcon.USERS, MembersView.class),
    IMAGES(Group.WORK, "Images", VaadinIcon.DISC, ImagesView.class),
    SSH_KEYS(Group.WORK, "SSH keys", VaadinIcon.KEY, SshKeysView.class),
    TOKENS(Group.WORK, "API tokens", VaadinIcon.CODE, TokensView.class),

    TENANT(Group.ORGANISATION, "Tenant", VaadinIcon.BUILDING_O, MyTenantView.class),

    TENANTS(Group.PLATFORM, "Tenants", VaadinIcon.BUILDING, TenantsView.class),
    USERS(Group.PLATFORM, "Users", VaadinIcon.USER_CARD, UsersView.class),
    SIGN_IN(Group.PLATFORM, "Sign-in", VaadinIcon.SIGN_IN, SignInRulesView.class),
    QUOTA_TEMPLATES(Group.PLATFORM, "Quota templates", VaadinIcon.FORM, TemplatesView.class),
    PRICES(Group.PLATFORM, "Usage and prices", VaadinIcon.MONEY, AdminUsageView.class),
    HOSTS(Group.PLATFORM, "Hosts", VaadinIcon.SERVER, HostsView.class),
    NETWORKS(Group.PLATFORM, "Networks", VaadinIcon.CONNECT, NetworksView.class),
    SIZES(Group.PLATFORM, "Sizes", VaadinIcon.RESIZE_H, SizesView.class),
    WARM_POOLS(Group.PLATFORM, "Warm pools", VaadinIcon.BOLT, WarmPoolsView.class),
    SIGNING_KEYS(Group.PLATFORM, "Signing keys", VaadinIcon.DIPLOMA, SigningKeysView.class),
    AUDIT(Group.PLATFORM, "Audit", VaadinIcon.RECORDS, AuditView.class);

    /** Shown only with an entry in it. */
    public enum Group {
        WORK(""),
        ORGANISATION("Organisation"),
        PLATFORM("Platform");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** Empty for what needs no heading: it is first, and everybody has it. */
        public Optional<String> title() {
            return title.isEmpty() ? Optional.empty() : Optional.of(title);
        }

        public Stream<Place> places() {
            return Arrays.stream(Place.values()).filter(place -> place.group == this);
        }
    }

    private final Group group;
    private final String title;
    private final VaadinIcon icon;
    private final Class<? extends Component> screen;

    Place(Group group, String title, VaadinIcon icon, Class<? extends Component> screen) {
        this.group = group;
        this.title = title;
        this.icon = icon;
        this.screen = screen;
    }

    public Group group() {
        return group;
    }

    public String title() {
        return title;
    }

    public VaadinIcon icon() {
        return icon;
    }

    public Class<? extends Component> screen() {
        return screen;
    }
}
