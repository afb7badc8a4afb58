import { engineCheck, notMeasured, ok, warn } from '../check.js';

const meanings = ['0, by estimate', '1, always', '2, never beyond a limit'];

export const overcommit = engineCheck(
  'overcommit',
  'Memory promised beyond what is there',
  (engine, { machine, needs }) => {
    if (!engine.here || machine.overcommit === null) return notMeasured('the engine has a kernel of its own');
    const shown = meanings[machine.overcommit] ?? String(machine.overcommit);
    const how =
      'sudo sysctl vm.overcommit_memory=1; to keep it: echo vm.overcommit_memory=1 | sudo tee /etc/sysctl.d/90-overcommit.conf';
    if (machine.overcommit === 2)
      return warn(shown, '0 or 1', `${how}\nwith 2 a large model’s loading or a fork fails while memory is free`);
    if (machine.overcommit === 0 && needs.services.includes('redis'))
      return ok(shown, { recommended: '1 for Redis in production', remedy: how });
    return ok(shown);
  },
);
