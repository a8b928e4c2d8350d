package dev.slipway.ui.tenant;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.identity.Actors;
import dev.slipway.quota.Level;
import dev.slipway.quota.LevelView;
import dev.slipway.quota.LimitLine;
import dev.slipway.quota.QuotaLevels;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.QuotaTemplates;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.TenantView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.ui.quota.LimitsDialog;
import dev.slipway.ui.usage.ProjectsUsageView;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** What a tenant uses as a whole and may use; whoever may set that does it here. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class TenantLimitsPanel extends Div {
    private final Quotas quotas;
    private final QuotaLevels levels;
    private final QuotaTemplates templates;
    private final Actors actors;

    TenantLimitsPanel(Quotas quotas, QuotaLevels levels, QuotaTemplates templates, Actors actors) {
        this.quotas = quotas;
        this.levels = levels;
        this.templates = templates;
        this.actors = actors;
        addClassName("sw-tenant-limits");
    }

    void show(TenantView tenant) {
        removeAll();
        LevelView level = levels.tenant(tenant.id(), tenant.name(), actors.current());
        QuotaBars bars = new QuotaBars();
        bars.show(level.lines().stream().map(line -> line(tenant, line)).toList());
        ActionButton set = new ActionButton("Set tenant limits", () -> edit(tenant));
        set.refuse(level.refusal());
        Span template = new Span("Whoever is new starts with the template "
                + templates.ofTenant(tenant.id(), actors.current()).name() + ".");
        template.addClassName("sw-quiet");
        Div foot = new Div(set, new RouterLink("Usage by month", ProjectsUsageView.class), template);
        foot.addClassName("sw-toolbar");
        add(new H2("Quota"), bars, foot);
    }

    private static QuotaLine line(TenantView tenant, LimitLine line) {
        return new QuotaLine(Level.TENANT, tenant.name(), "all in all", line.dimension(), line.used(), line.limit());
    }

    private void edit(TenantView tenant) {
        LevelView level = levels.tenant(tenant.id(), tenant.name(), actors.current());
        new LimitsDialog("tenant " + tenant.name(), level, limits -> {
                    quotas.limitTenant(tenant.id(), limits, actors.current());
                    show(tenant);
                })
                .open();
    }
}
