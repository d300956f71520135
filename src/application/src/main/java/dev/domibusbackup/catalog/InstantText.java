package dev.domibusbackup.catalog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/**
 * Keeps instants as text of one length, such as {@code 2026-11-22T10:15:00.123456789Z}: Jakarta Persistence knows them
 * from 3.2 on, and what providers make of them before differs and depends on the time zone of the JVM. The text sorts
 * like the instants, of the years 0 to 9999.
 */
@Converter(autoApply = true)
public class InstantText implements AttributeConverter<Instant, String> {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Override
    public String convertToDatabaseColumn(Instant instant) {
        return instant == null ? null : FORMAT.format(instant);
    }

    @Override
    public Instant convertToEntityAttribute(String text) {
        return text == null ? null : Instant.parse(text);
    }
}
