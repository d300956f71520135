package dev.domibusbackup.files;

import dev.domibusbackup.files.ArchivedFolder.Hashed;
import dev.domibusbackup.problem.RestoreFilesProblem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Opens files, and knows the hash of each when it was read to its end. */
final class HashingOpener implements ArchiveCheck.Opener {

    private final ArchiveCheck.Opener opener;
    private final Map<Path, MessageDigest> digests = new HashMap<>();

    HashingOpener(ArchiveCheck.Opener opener) {
        this.opener = opener;
    }

    @Override
    public InputStream open(Path file) throws IOException {
        MessageDigest digest = sha256();
        digests.put(file, digest);
        return new DigestInputStream(opener.open(file), digest);
    }

    /** Compares; all must have been opened and read. */
    void check(List<Hashed> expected) {
        for (Hashed file : expected) {
            String found = HexFormat.of().formatHex(digests.get(file.file()).digest());
            if (!found.equals(file.sha256())) {
                throw RestoreFilesProblem.HASH_DIFFERS.exception("file", PathText.of(file.file()), "found", found,
                        "expected", file.sha256());
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
