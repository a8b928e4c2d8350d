package dev.slipway.tenant;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.PayerNames;
import org.springframework.stereotype.Component;

/** Tells the quota module how tenants, projects and members are called now. */
@Component
class PayersCalled implements PayerNames {
    private final TenantRows projects;
    private final TenantRecords tenants;
    private final MemberRows people;

    PayersCalled(TenantRows projects, TenantRecords tenants, MemberRows people) {
        this.projects = projects;
        this.tenants = tenants;
        this.people = people;
    }

    @Override
    public Called called(ProjectId project, String name) {
        return projects.project(project)
                .map(p -> new Called(p.inTenant(), p.title()))
                .orElseGet(() -> new Called("project " + name, name));
    }

    @Override
    public String tenant(TenantId tenant) {
        return tenants.find(tenant).map(TenantView::name).orElse("");
    }

    @Override
    public String member(UserId member) {
        return people.nameOf(member);
    }
}
