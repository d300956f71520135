package dev.domibusbackup.catalog;

import java.io.IOException;
import java.time.Instant;
import java.util.stream.Collectors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.domibusbackup.set.Component;
import dev.domibusbackup.set.Json;

/** A backup set in the index. The columns are for those who query the table; the whole is in the JSON. */
@Entity
@Table(name = "DB_SET")
@NamedQuery(name = "SetRecord.newestFirst", query = "select s from SetRecord s order by s.id desc")
public class SetRecord {

    @Id
    @Column(length = 80)
    private String id;

    @Column(name = "LABEL", length = 40)
    private String label;

    @Column(name = "SEALED_AT")
    private Instant sealedAt;

    @Column(name = "COMPONENTS", length = 200)
    private String components;

    @Column(name = "BYTES")
    private Long bytes;

    @Column(name = "DOMIBUS_VERSION", length = 100)
    private String domibusVersion;

    @Column(name = "MANIFEST_SHA256", nullable = false, length = 64)
    private String manifestHash;

    @Column(name = "PINNED", nullable = false)
    private boolean pinned;

    @Column(name = "LAST_VERIFIED")
    private Instant lastVerified;

    @Column(name = "LAST_FAILED")
    private Instant lastFailed;

    @Column(name = "LAST_RESTORED")
    private Instant lastRestored;

    @Lob
    @Column(name = "SET_JSON", nullable = false)
    private String json;

    protected SetRecord() {
    }

    SetRecord(IndexedSet set) {
        id = set.id().value();
        label = set.id().label().orElse(null);
        is(set);
    }

    /** Replaces everything but the id. */
    final void is(IndexedSet set) {
        boolean readable = set.summary() != null;
        sealedAt = readable ? set.summary().sealedAt() : null;
        components = readable ? set.summary().components().stream().map(Component::key)
                .collect(Collectors.joining(",")) : null;
        bytes = readable ? set.summary().bytes() : null;
        domibusVersion = readable ? set.summary().domibusVersion() : null;
        manifestHash = set.manifest().sha256();
        pinned = set.notes().pinned();
        lastVerified = set.notes().lastVerified();
        lastFailed = set.notes().lastFailed();
        lastRestored = set.notes().lastRestored();
        try {
            json = Json.mapper().writeValueAsString(set);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be stored: " + set, e);
        }
    }

    IndexedSet set() {
        try {
            return Json.mapper().readValue(json, IndexedSet.class);
        } catch (IOException e) {
            throw new IllegalStateException("what the index holds of " + id + " is damaged", e);
        }
    }
}
