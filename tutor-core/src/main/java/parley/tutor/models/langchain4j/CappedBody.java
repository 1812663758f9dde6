package parley.tutor.models.langchain4j;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import parley.tutor.models.ModelFault;

/** A body that fails once it has given more than a stated number of bytes. Not thread-safe, but for {@link #close}. */
final class CappedBody extends FilterInputStream {
    private long left;

    CappedBody(InputStream body, long mostBytes) {
        super(body);
        this.left = mostBytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw new ModelProblem(ModelFault.Kind.TOO_LARGE, "the endpoint sent more than an answer can be");
        }
    }
}
