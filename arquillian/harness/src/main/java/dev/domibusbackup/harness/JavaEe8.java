package dev.domibusbackup.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.eclipse.transformer.AppOption;
import org.eclipse.transformer.TransformOptions;
import org.eclipse.transformer.Transformer;
import org.eclipse.transformer.Transformer.ResultCode;

/** Makes an archive that was compiled for Jakarta EE one for Java EE 8, by the rules that make the product's. */
final class JavaEe8 {

    private JavaEe8() {
    }

    /** In its place: what is in archives inside it too. What is for Java EE 8 already stays as it is. */
    static void transform(Path archive) {
        // the transformer goes by the ending of a name
        Path before = archive.resolveSibling("before-" + archive.getFileName());
        try {
            Files.move(archive, before);
            ResultCode code = new Transformer(new Options(before, archive)).run();
            if (code != ResultCode.SUCCESS_RC) {
                throw new IllegalStateException("the transformer ended with " + code + " for " + archive);
            }
            Files.delete(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Options(Path from, Path to, Map<AppOption, String> rules) implements TransformOptions {

        private Options(Path from, Path to) {
            this(from, to, Map.of(AppOption.RULES_RENAMES, rule("renames"), AppOption.RULES_DIRECT, rule("direct"),
                    AppOption.RULES_MASTER_TEXT, rule("texts")));
        }

        private static String rule(String name) {
            return BuildOutput.ee8Rules().resolve(name + ".properties").toUri().toString();
        }

        @Override
        public List<String> getOptionValues(AppOption option) {
            String value = rules.get(option);
            return value == null ? null : List.of(value);
        }

        @Override
        public String getInputFileName() {
            return from.toString();
        }

        @Override
        public String getOutputFileName() {
            return to.toString();
        }
    }
}
