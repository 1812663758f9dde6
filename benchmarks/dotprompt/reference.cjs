// Renders cases with the reference implementation of Dotprompt: a JSON list on standard input, one on standard output.
// Its console is silenced, since it prints what it cannot read.
const { Dotprompt } = require('dotprompt');

const say = process.stdout.write.bind(process.stdout);
for (const name of ['log', 'info', 'warn', 'error', 'debug']) {
  console[name] = () => {};
}

async function outcome(one) {
  try {
    const engine = new Dotprompt({ schemas: one.schemas, tools: one.tools });
    for (const [name, text] of Object.entries(one.partials || {})) {
      engine.definePartial(name, text);
    }
    const rendered = await engine.render(one.template, one.data || {}, one.options);
    const metadata = await engine.renderMetadata(one.template, one.options);
    return { rendered, metadata };
  } catch (error) {
    return { refused: true };
  }
}

async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
  }
  const outcomes = [];
  for (const one of JSON.parse(Buffer.concat(chunks).toString('utf8'))) {
    outcomes.push(await outcome(one));
  }
  say(JSON.stringify(outcomes));
}

main();
