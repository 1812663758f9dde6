// Sends the calls of RequestShapesTest with the openai package, in their order, and reads each stream to its end.
import OpenAI from 'openai';

const client = new OpenAI({ baseURL: process.argv[2], apiKey: 'sk-test', maxRetries: 0 });
const common = {
  model: 'some-model',
  temperature: 0.5,
  max_tokens: 600,
  stream: true,
  stream_options: { include_usage: true },
};
const question = [
  { role: 'system', content: 'You are a tutor.' },
  { role: 'user', content: 'I "went" home, 老师 👋\nline' },
];
const tools = [
  {
    type: 'function',
    function: {
      name: 'look_up',
      description: 'Looks up a concept.',
      parameters: {
        type: 'object',
        properties: { concept: { type: 'string', pattern: '^[a-z]+$' } },
        required: ['concept'],
        additionalProperties: false,
      },
    },
  },
];
const answered = [
  ...question,
  {
    role: 'assistant',
    content: null,
    tool_calls: [
      { id: 'call_a', type: 'function', function: { name: 'look_up', arguments: '{"concept":"past"}' } },
    ],
  },
  { role: 'tool', tool_call_id: 'call_a', content: 'The simple past.' },
];
for (const call of [
  { ...common, messages: question },
  { ...common, messages: question, tools },
  { ...common, messages: answered, tools },
]) {
  for await (const chunk of await client.chat.completions.create(call)) {
    void chunk;
  }
}
