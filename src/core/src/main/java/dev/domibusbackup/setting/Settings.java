package dev.domibusbackup.setting;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

import dev.domibusbackup.domibus.Secret;
import dev.domibusbackup.problem.SettingProblem;

/**
 * The settings in force: {@code domibus-backup.properties}, each overridable by a system property. All of them are
 * checked when they are read; a wrong one is refused, never corrected.
 */
public final class Settings {

    /** Name of the file in the Domibus configuration folder. */
    public static final String FILE = "domibus-backup.properties";
    /** System property that names the file when it lies elsewhere. */
    public static final String FILE_PROPERTY = "domibus.backup.config";

    private static final Set<PosixFilePermission> NOT_FOR_OTHERS = Set.of(PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final Map<Setting, String> values;
    private final Map<Setting, String> sources;

    private Settings(Map<Setting, String> values, Map<Setting, String> sources) {
        this.values = values;
        this.sources = sources;
        for (Setting setting : Setting.values()) {
            check(setting);
        }
    }

    /**
     * Reads the settings.
     *
     * @param configuration the Domibus configuration folder, if there is one
     * @param system        the system properties
     */
    public static Settings read(Optional<Path> configuration, Properties system) {
        Optional<Path> named = Optional.ofNullable(system.getProperty(FILE_PROPERTY)).map(Path::of);
        Optional<Path> file = named.or(() -> configuration.map(folder -> folder.resolve(FILE)).filter(Files::exists));
        Properties properties = new Properties();
        file.ifPresent(path -> load(path, properties));
        String source = file.map(Path::toString).orElse(FILE);
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        Map<Setting, String> sources = new EnumMap<>(Setting.class);
        for (String key : properties.stringPropertyNames()) {
            Setting setting = Setting.of(key).orElseThrow(
                    () -> SettingProblem.UNKNOWN_KEY.exception("source", source, "key", key));
            values.put(setting, properties.getProperty(key).trim());
            sources.put(setting, source);
        }
        for (Setting setting : Setting.values()) {
            Optional.ofNullable(system.getProperty(setting.key())).ifPresent(value -> {
                values.put(setting, value.trim());
                sources.put(setting, "the system properties");
            });
        }
        return new Settings(values, sources);
    }

    public String text(Setting setting) {
        return values.getOrDefault(setting, setting.fallback());
    }

    /** The value, or empty where the setting is left to be found out. */
    public Optional<String> optional(Setting setting) {
        return Optional.of(text(setting)).filter(value -> !value.isEmpty());
    }

    public Optional<Path> path(Setting setting) {
        return optional(setting).map(Path::of);
    }

    public Duration duration(Setting setting) {
        return Duration.parse(text(setting));
    }

    /** The bound of an age, or empty where it is switched off. */
    public Optional<Duration> age(Setting setting) {
        return Optional.of(text(setting)).filter(value -> !value.equals(Setting.OFF)).map(Duration::parse);
    }

    public long number(Setting setting) {
        return Long.parseLong(text(setting));
    }

    public List<String> list(Setting setting) {
        return Arrays.stream(text(setting).split(",")).map(String::trim).filter(item -> !item.isEmpty()).toList();
    }

    /** Reads the file that a setting names and holds a password. */
    public Optional<Secret> password(Setting setting) {
        return path(setting).map(file -> {
            try {
                if (Files.getPosixFilePermissions(file).stream().anyMatch(NOT_FOR_OTHERS::contains)) {
                    throw SettingProblem.PASSWORD_FILE.exception("file", file, "key", setting.key(), "reason",
                            "others may read or change it");
                }
                String password = Files.readString(file).strip();
                if (password.isEmpty()) {
                    throw SettingProblem.PASSWORD_FILE.exception("file", file, "key", setting.key(), "reason",
                            "it is empty");
                }
                return Secret.of(password);
            } catch (IOException e) {
                throw SettingProblem.PASSWORD_FILE.caused(e, "file", file, "key", setting.key(), "reason",
                        e.getClass().getSimpleName());
            }
        });
    }

    private void checkDuration(Setting setting, String value) {
        try {
            Duration duration = Duration.parse(value);
            if (duration.isNegative() || duration.isZero()) {
                throw bad(setting, "a positive duration such as PT5M", null);
            }
        } catch (DateTimeParseException e) {
            throw bad(setting, "a duration such as PT5M", e);
        }
    }

    private void checkAge(Setting setting, String value) {
        if (!value.equals(Setting.OFF)) {
            checkDuration(setting, value);
        }
    }

    private void check(Setting setting) {
        String value = text(setting);
        switch (setting.kind()) {
            case DURATION -> checkDuration(setting, value);
            case AGE -> checkAge(setting, value);
            case COUNT -> {
                if (!value.matches("0|[1-9]\\d{0,5}")) {
                    throw bad(setting, "a whole number, 0 or more", null);
                }
            }
            case NUMBER -> {
                if (!value.matches("[1-9]\\d{0,8}")) {
                    throw bad(setting, "a whole number above 0", null);
                }
            }
            case CHOICE -> {
                if (!List.of(setting.choices()).contains(value)) {
                    throw bad(setting, "one of " + String.join(", ", setting.choices()), null);
                }
            }
            case PATH -> {
                try {
                    if (!value.isEmpty() && !Path.of(value).isAbsolute()) {
                        throw bad(setting, "an absolute path", null);
                    }
                } catch (InvalidPathException e) {
                    throw bad(setting, "a path", e);
                }
            }
            case TEXT, LIST -> { }
        }
    }

    private RuntimeException bad(Setting setting, String expected, Exception cause) {
        return SettingProblem.BAD_VALUE.caused(cause, "key", setting.key(), "value", text(setting), "expected",
                expected, "source", sources.get(setting), "fallback", setting.fallback().isEmpty() ? "(found out)"
                        : setting.fallback());
    }

    private static void load(Path file, Properties into) {
        try (Reader reader = Files.newBufferedReader(file)) {
            into.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw SettingProblem.UNREADABLE.caused(e, "source", file, "reason", e.getClass().getSimpleName() + " "
                    + e.getMessage());
        }
    }
}
