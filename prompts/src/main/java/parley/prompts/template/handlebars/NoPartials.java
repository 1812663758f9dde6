package parley.prompts.template.handlebars;

import com.github.jknack.handlebars.io.TemplateLoader;
import com.github.jknack.handlebars.io.TemplateSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A loader that finds nothing, so that a template reaches no file. */
final class NoPartials implements TemplateLoader {

    @Override
    public TemplateSource sourceAt(String location) throws IOException {
        throw new FileNotFoundException("there is no partial of this name");
    }

    @Override
    public String resolve(String location) {
        return location;
    }

    @Override
    public String getPrefix() {
        return "";
    }

    @Override
    public String getSuffix() {
        return "";
    }

    @Override
    public void setPrefix(String prefix) {}

    @Override
    public void setSuffix(String suffix) {}

    @Override
    public void setCharset(Charset charset) {}

    @Override
    public Charset getCharset() {
        return StandardCharsets.UTF_8;
    }
}
