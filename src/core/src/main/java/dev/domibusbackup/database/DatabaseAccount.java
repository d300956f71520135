package dev.domibusbackup.database;

import dev.domibusbackup.domibus.Secret;

import java.util.Objects;

/**
 * Who logs in to a database.
 *
 * @param user     name of the account
 * @param password its password; may be empty
 */
public record DatabaseAccount(String user, Secret password) {

    public DatabaseAccount {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (user.isBlank()) {
            throw new IllegalArgumentException("user must not be blank");
        }
    }
}
