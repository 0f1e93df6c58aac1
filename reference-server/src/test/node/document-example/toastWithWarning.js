// react-hot-toast, and the `toast.warning` that the document calls and the library does not have.

import toast, { Toaster } from 'react-hot-toast';

toast.warning ??= (message, options) => toast(message, { icon: '⚠️', ...options });

export { Toaster };
export default toast;
