package dev.slipway.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

interface ApiTokenRows extends JpaRepository<ApiTokenRow, UUID> {
    @Query("select t from ApiTokenRow t where t.userId = :user order by t.createdAt, t.id")
    List<ApiTokenRow> of(UUID user);

    @Query("select t from ApiTokenRow t where t.userId = :user and t.id = :id")
    Optional<ApiTokenRow> one(UUID user, UUID id);

    @Transactional
    @Modifying
    @Query(
            nativeQuery = true,
            value = "update api_token set last_used_at = :now where id = :id"
                    + " and (last_used_at is null or last_used_at <= :before)")
    void used(UUID id, Instant now, Instant before);
}
