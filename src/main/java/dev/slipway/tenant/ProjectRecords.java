package dev.slipway.tenant;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The projects of a tenant, as rows. */
@Component
class ProjectRecords {
    private static final String SELECT = "select p.id, p.name, p.default_of is not null as is_default,"
            + " (select count(*) from membership m where m.project_id = p.id) as members"
            + " from project p where p.tenant_id = :tenant and p.name like :search escape '!'"
            + " order by p.name";

    private final JdbcClient jdbc;

    ProjectRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<TenantProject> of(TenantId tenant, String search) {
        return jdbc.sql(SELECT)
                .param("tenant", tenant.value())
                .param("search", Search.containing(search))
                .query((r, n) -> new TenantProject(
                        new ProjectId(r.getObject("id", UUID.class)),
                        r.getString("name"),
                        r.getBoolean("is_default"),
                        r.getLong("members")))
                .list();
    }

    boolean isDefault(ProjectId project) {
        return jdbc.sql("select default_of is not null from project where id = ?")
                .param(project.value())
                .query(Boolean.class)
                .single();
    }

    /** False if the name is taken in its tenant. */
    boolean rename(ProjectId project, String name) {
        try {
            jdbc.sql("update project set name = ? where id = ?")
                    .params(name, project.value())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** With the roles in it. */
    void delete(ProjectId project) {
        jdbc.sql("delete from membership where project_id = ?")
                .param(project.value())
                .update();
        jdbc.sql("delete from project where id = ?").param(project.value()).update();
    }
}
